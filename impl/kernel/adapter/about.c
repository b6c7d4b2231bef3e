// SPDX-License-Identifier: MIT
// What a tree turned out to be, for people: one line, and one for each thing that is not checked.
#include "adapter.h"

struct about_page {
  char* text;
  size_t size, used;
};

static void __printf(2, 3) add(struct about_page* page, const char* format, ...) {
  va_list list;
  va_start(list, format);
  const int length = vsnprintf(page->text + page->used, page->size - page->used, format, list);
  va_end(list);
  page->used += (size_t)length;
  if (page->used >= page->size) page->used = page->size - 1;
}

#if HAVE_DYNAMIC

#if HAVE_GROUPS
static const char calls[] = TEXT_OF(ADD_GROUP);
static const bool in_groups = true;
#else
static const char calls[] = TEXT_OF(ADD_ONE);
static const bool in_groups = false;
#endif

static void add_bases(struct about_page* page, const struct adapter_findings* findings) {
  const struct adapter_base* bases = findings->bases;
  if (findings->claims != ADAPTER_CLAIMS) {
    add(page, "no claims");
  } else if (bases[0].taken && bases[1].taken) {
    add(page, "groups from 0 and from 1 are claimed");
  } else if (bases[0].taken || bases[1].taken) {
    add(page, "sequence base %d", bases[1].taken);
  } else {
    add(page, "no sequence base found, both are tried");
    for (int base = 0; base <= 1; base++) {
      if (bases[base].died[0]) {
        add(page, "; the claim of two extents from %d: %s", base, bases[base].died);
      } else if (bases[base].offered) {
        add(page, "; the offer of two extents from %d returned %lld", base,
            (long long)bases[base].offered);
      } else {
        add(page, "; the claim of two extents from %d returned %lld", base,
            (long long)bases[base].claimed);
      }
    }
  }
}

bool adapter_passes_tags(void) {
#if HAVE_GROUPS && defined(SPEC_TAG)
  return true;
#else
  return __builtin_strstr(calls, "tag") != NULL;
#endif
}

bool adapter_passes_numbers(void) {
#if HAVE_GROUPS && defined(SPEC_SEQ)
  return true;
#else
  return __builtin_strstr(calls, "seq") != NULL;
#endif
}

// The contract is of revisions whose devices get their capacity by uuid.
static void add_claims(struct about_page* page, const struct adapter_findings* findings) {
  static const char* const reasons[] = {
      [ADAPTER_NO_UUID_FILE] = "a device has no file uuid",
      [ADAPTER_UUID_REFUSED] = "a device of a dynamic region refuses any uuid with -EOPNOTSUPP"};
  if (findings->claims == ADAPTER_CLAIMS) return;
  add(page,
      "NOT CHECKED: claims, as %s; what is found of sizes that are written (V3) may come of that\n",
      reasons[findings->claims]);
}

static void add_what_is_not_passed(struct about_page* page) {
  static const char* const outcome = "so what is found of tagged groups may come of that";
  if (!adapter_passes_tags())
    add(page, "not passed on: tags, as %s takes none that is known; %s\n", calls, outcome);
  if (!adapter_passes_numbers())
    add(page, "not passed on: sequence numbers, as %s takes none; %s\n", calls, outcome);
#if !defined(RM_GROUP) && !defined(RM_ONE)
  add(page, "not checked: releases, as no function that removes extents is known here\n");
#endif
#if defined(HAVE_OTHER_OPS) && defined(HAVE_OPS_ARGUMENT)
  add(page, "not checked: what struct %s has besides is_extent(); all of it is NULL\n",
      TEXT_OF(TREE_OPS));
#endif
}

#define RESOURCE_TEXT TEXT_OF(TREE_RESOURCE)

// Of these the snapshot says what was offered, or what the devices' ranges say.
static void add_what_is_not_read(struct about_page* page, const struct adapter_findings* findings) {
  if (!findings->resource_is_drvdata) {
    add(page, "not checked: struct " RESOURCE_TEXT
              ", as none is the drvdata of its extent's device; of "
              "extents there is what was offered, and whether a device's range lies over them\n");
    return;
  }
#ifndef RESOURCE_RES
  add(page,
      "not checked: the places in struct " RESOURCE_TEXT ", which has no res that is known\n");
#endif
#ifndef RESOURCE_TAG
  add(page, "not checked: the tags in struct " RESOURCE_TEXT ", which has no uuid that is known\n");
#endif
#ifndef RESOURCE_SEQ
  add(page, "not checked: the numbers in struct " RESOURCE_TEXT ", which has no seq_num\n");
#endif
#ifndef RESOURCE_USE
  add(page, "not checked: the use counts in struct " RESOURCE_TEXT ", which has no use_cnt\n");
#endif
}

static void add_full_groups(struct about_page* page, const struct adapter_findings* findings) {
  static const char* const reasons[] = {
      [ADAPTER_GROUPS_TAKE_LONG] = "it takes long where each looks at all others",
      [ADAPTER_GROUPS_TAKE_MEMORY] = "there is not that much memory",
      [ADAPTER_GROUPS_FAIL] = "one of a thousand could not be tried"};
  if (!reasons[findings->full_groups]) return;
  add(page, "not checked: groups of as many extents as there are numbers, as %s\n",
      reasons[findings->full_groups]);
}

static void add_dynamic(struct about_page* page, const struct adapter_findings* findings) {
  add(page, "the tree: dynamic regions, extents %s by %s, ",
      in_groups ? "a group at a time" : "one at a time", calls);
  add_bases(page, findings);
  add(page, "\n");
  add_claims(page, findings);
  add_what_is_not_passed(page);
  add_what_is_not_read(page, findings);
  add_full_groups(page, findings);
}

#elif defined(TREE_DYNAMIC)

static const char* what_is_lacking(void) {
#ifndef REGION_FLAG
  return "which flag alloc_dax_region() takes for a dynamic region";
#elif defined(HAVE_OPS_ARGUMENT) && !defined(IS_EXTENT)
  return "which struct with is_extent() alloc_dax_region() takes";
#elif defined(ADD_GROUP)
  return "which fields struct " TEXT_OF(TREE_SPEC) " has for an extent's device, start and length";
#elif defined(TREE_ADDS)
  return "how extents are added by: " TREE_ADDS;
#else
  return "how extents are added: no function that does is declared in bus.h or dax-private.h";
#endif
}

static void add_dynamic(struct about_page* page, const struct adapter_findings* findings) {
  (void)findings;
  add(page,
      "NOT CHECKED: dynamic regions. The tree has them (%s), but the adapter does not know %s. No "
      "offer, release or claim is run; impl/kernel/probes lists what is known\n",
      TREE_DYNAMIC, what_is_lacking());
}

#else

static void add_dynamic(struct about_page* page, const struct adapter_findings* findings) {
  (void)findings;
  add(page, "the tree: no dynamic regions\n");
}

#endif

void adapter_describe(const struct adapter_findings* findings, char* text, size_t size) {
  struct about_page page = {.text = text, .size = size};
  text[0] = '\0';
  if (findings->refusal[0]) {
    add(&page, "%s\n", findings->refusal);
    return;
  }
  add_dynamic(&page, findings);
#ifndef MAPPING_RANGE
  add(&page, "not checked: which range a mapping maps, as to_dax_mapping() has no range_id\n");
#endif
}
