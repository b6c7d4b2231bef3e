# SPDX-License-Identifier: MIT

# One word of the claim text each.
break_text(claim undo_keeps_the_mapping "now.mapped[e] = false" "now.mapped[e] = true")
break_text(claim undo_forgets_the_use_count "now.use_count[e] - 1" "now.use_count[e] - 0")
break_text(claim undo_stops_early
           "d.yes(0 < i); i = i - 1)
        undo_one" "d.yes(1 < i); i = i - 1)
        undo_one")
break_text(claim counts_twice "now.use_count[e] + 1" "now.use_count[e] + 2")
break_text(claim forgets_to_count "now.use_count[e] + 1" "now.use_count[e] + 0")
break_text(claim never_maps "now.mapped[e] = true" "now.mapped[e] = false")
break_text(claim offsets_are_places "now.offset[now.count] = now.size"
           "now.offset[now.count] = now.count")
break_text(claim slot_check_starts_late
           "for (i = 0; d.loop(\"dense\"" "for (i = 1; d.loop(\"dense\"")
break_text(claim slot_check_counts_down "d.seq(d.member(i)) != d.seq_base() + i"
           "d.seq(d.member(i)) != d.seq_base() - i")
break_text(claim lost_members_ignored "d.offered_of(d.member(i)) != n"
           "d.offered_of(d.member(i)) == n")
break_text(claim takes_the_misaligned
           "if (d.yes(!d.aligned(d.member(i))))" "if (d.yes(d.aligned(d.member(i))))")
break_text(claim carves_the_first_again
           "if (!carve_one(d, now, d.member(i))) {" "if (!carve_one(d, now, d.member(0))) {")
break_text(claim failed_step_is_none "if (d.yes(d.fails(\"grow-ranges\"))) return false"
           "if (d.yes(d.fails(\"grow-ranges\"))) return true")
# Counted only once it is registered, so that what cleans up a failed registration takes away what
# was never counted.
break_text(claim counts_after_registering
           "  now.use_count[e] = now.use_count[e] + 1;
  if (d.yes(d.fails(\"register-mapping\"))) {
    undo_one(d, now);
    return false;
  }
"
           "  if (d.yes(d.fails(\"register-mapping\"))) {
    undo_one(d, now);
    return false;
  }
  now.use_count[e] = now.use_count[e] + 1;
")

# One word of the admission text each.
break_text(admission adds_the_lost "if (d.yes(!d.lost(d.member(i)))) add_one"
           "if (d.yes(d.lost(d.member(i)))) add_one")
break_text(admission losses_ignored "if (d.yes(d.lost(d.member(i)))) look.found = true"
           "if (d.yes(d.lost(d.member(i)))) look.found = false")
break_text(admission numbers_count_down "now.seq[e] = d.seq_base() + i"
           "now.seq[e] = d.seq_base() - i")
break_text(admission shared_numbers_unchecked
           "if (d.yes(d.given_seq(d.in_order(i)) != d.seq_base() + i))"
           "if (d.yes(d.given_seq(d.in_order(i)) == d.seq_base() + i))")
break_text(admission only_shared_tags_are_new "if (d.yes(d.tagged() && d.tag_lives(now)))"
           "if (d.yes(d.shared() && d.tag_lives(now)))")
break_text(admission touching_is_overlapping "return d.yes(d.start(b) - d.start(a) < d.length(a))"
           "return d.yes(d.start(b) - d.start(a) <= d.length(a))")
break_text(admission starts_before_the_region "d.yes(d.start(e) < d.region_base())"
           "d.yes(d.region_base() < d.start(e))")
break_text(admission members_may_overlap "d.yes(j < i)" "d.yes(i < j)")
break_text(admission injected_without_a_seq "now.seq[d.member(i)] = d.given_seq(d.member(i))"
           "now.seq[d.member(i)] = 0")
break_text(admission releases_what_is_in_use "if (d.yes(d.use_count(d.extent(i)) != 0))"
           "if (d.yes(d.use_count(d.extent(i)) == 0))")
break_text(admission releases_the_others "if (d.yes(d.meant(d.extent(i)))) now.alive"
           "if (d.yes(!d.meant(d.extent(i)))) now.alive")
break_text(admission releases_nothing "now.alive[d.extent(i)] = false"
           "now.alive[d.extent(i)] = true")

break_text(lemma repeats_do_not_matter "return d.repeats(n) == 0 && d.seq(0)"
           "return d.repeats(n) <= 1 && d.seq(0)")
break_text(lemma last_seq_off_by_one "d.seq(n - 1) == d.seq_base() + n - 1"
           "d.seq(n - 1) == d.seq_base() + n")
break_text(lemma sums_fall "d.length_before(a) <= d.length_before(k)"
           "d.length_before(k) <= d.length_before(a)")
break_text(lemma extents_may_overlap "return i == j || d.start(i) + d.length(i) <= d.start(j) ||"
           "return i == j || d.start(i) <= d.start(j) ||")

break_text(transition takes_the_held "(!taken(e) || (s.alive(e) && s.use(e) == 0 &&"
           "(!taken(e) || (s.alive(e) &&")
break_text(transition takes_of_another_tag "d.tag(e) == a && d.home(e) == d.region_of(v));"
           "d.home(e) == d.region_of(v));")
break_text(transition untagged_as_a_group "!d.is_null(a) && 0 < d.members()" "0 < d.members()")
break_text(transition numbers_anew "only_extents_move(d, s, t, r) && numbers_same(d, s, t) &&"
           "only_extents_move(d, s, t, r) &&")
break_text(transition removes_the_held
           "(!is_gone(e) || (before.use_count[e] == 0 && d.home(e) == r))"
           "(!is_gone(e) || d.home(e) == r)")
break_text(transition deletes_the_claimed "return s.there(v) && s.count(v) == 0 && !t.there(v)"
           "return s.there(v) && !t.there(v)")

break_text(lock no_device_lock
           "!s.device_taken[m.v] && nobody_reads_device(d, s, m.v));
    s.device_taken[m.v] = true, s.device_writer[m.v] = m.t;
    s.device[m.t] = m.v, s.pc[m.t] = on_device;"
           "!s.device_taken[m.v]);
    s.device_taken[m.v] = true, s.device_writer[m.v] = m.t;
    s.device[m.t] = m.v, s.pc[m.t] = on_device;")
break_text(lock no_region_lock "s.pc[m.t] == idle && !s.region_taken[m.r] && nobody"
           "s.pc[m.t] == idle && nobody")
break_text(lock no_group_lock "s.pc[m.t] == on_device && !s.group_taken[lock] &&"
           "s.pc[m.t] == on_device &&")
break_text(lock lock_of_another_group "(has_nothing(d, s, s.device[m.t]) || m.a == s.claimed"
           "(has_nothing(d, s, s.device[m.t]) || m.a != s.claimed")
break_text(lock publishes_before_the_last_carve "return !s.stood(mine, e) || s.has(mine, e);"
           "return !s.stood(mine, e) || s.has(mine, e) || e == m.e;")
break_text(lock leaves_while_carving
           "d.when(s.pc[m.t] == in_group);" "d.when(s.pc[m.t] == carving);")
break_text(lock sums_one_more "return stood(mine, e);" "return stood(mine, e) || e == m.e;")
break_text(lock loses_the_rollback "s.pc[m.t] == undoing && has_nothing(d, s, s.device[m.t])"
           "s.pc[m.t] == undoing")
break_text(lock undo_forgets_to_count "s.use[m.e] - 1" "s.use[m.e] - 0")
break_text(lock releases_what_is_held "d.home(m.e) == s.region[m.t] && s.use[m.e] == 0"
           "d.home(m.e) == s.region[m.t]")
