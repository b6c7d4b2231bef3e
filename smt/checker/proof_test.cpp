// SPDX-License-Identifier: MIT
#include "smt/checker/proof.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

// Hand-written: the checker's rules are tested without anything that makes certificates.

namespace claimcheck::checker {
namespace {

constexpr const char* obligation = R"(; an example
(set-logic ALL)
(declare-sort S 0)
(declare-fun a () S)
(declare-fun b () S)
(declare-fun f (S) Int)
(declare-fun g (S) Int)
(declare-fun h (S S) Int)
(declare-fun p (S) Bool)
(declare-fun x () Int)
(assert (! (forall ((s S)) (< (f s) x))
  :named below))
(assert (! (forall ((s S)) (p s)) :named all))
(assert (! (not (and (< (f a) x) (p b))) :named negated_goal))
(check-sat)
)";

const std::vector<std::string> proof = {"certificate 1 small",
                                        "let both (and (< (f a) x) (p b))",
                                        "1 assume below",
                                        "2 assume all",
                                        "3 assume negated_goal",
                                        "4 instance below a",
                                        "5 instance all b",
                                        "6 meaning both 0",
                                        "7 derive () by 1 2 3 4 5 6"};

std::string text_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

// What is said of `lines` behind the head of a certificate.
std::string said_of(std::vector<std::string> lines, const std::string& asserted = obligation) {
  lines.insert(lines.begin(), "certificate 1 small");
  return refusal("small", asserted, text_of(lines));
}

// Each line is a step that is right by itself: only that they prove nothing is said.
void expect_steps(const std::vector<std::string>& lines) {
  EXPECT_EQ(said_of(lines), "small.certificate:" + std::to_string(lines.size() + 2) +
                                ": the certificate ends before it comes to a contradiction");
}

struct Wrong {
  std::vector<std::string> lines;
  std::string reason;  // of the last line
};

void expect_refusals(const std::vector<Wrong>& all) {
  for (const auto& [lines, reason] : all) {
    const auto place = "small.certificate:" + std::to_string(lines.size() + 1) + ": ";
    EXPECT_EQ(said_of(lines), place + reason) << lines.back();
  }
}

TEST(ProofTest, IsAcceptedWhereItProves) {
  EXPECT_EQ(refusal("small", obligation, text_of(proof)), "");
}

TEST(ProofTest, IsRefusedWithoutAnyOneOfItsLines) {
  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto lines = proof;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_NE(refusal("small", obligation, text_of(lines)), "") << proof[i];
  }
}

TEST(ProofTest, IsRefusedWhereItIsCutOff) {
  const auto whole = text_of(proof);
  // The last two of its bytes are the number of a step and the end of the line.
  for (std::size_t size = 0; size + 2 < whole.size(); ++size) {
    EXPECT_NE(refusal("small", obligation, whole.substr(0, size)), "") << size;
  }
}

TEST(ProofTest, IsRefusedForAnotherObligation) {
  EXPECT_EQ(refusal("other", obligation, text_of(proof)),
            "other.certificate:1: expected: certificate 1 other");
  auto lines = proof;
  lines[0] += " and more";
  EXPECT_EQ(refusal("small", obligation, text_of(lines)),
            "small.certificate:1: expected: certificate 1 small");
  std::string weaker = obligation;
  weaker.replace(weaker.find("(p s)"), 5, "(p a)");
  EXPECT_EQ(refusal("small", weaker, text_of(proof)),
            "small.certificate:9: these steps do not give the clause");
}

TEST(ProofTest, IsRefusedWithoutTheGoal) {
  std::string goal = obligation;
  goal.replace(goal.find("negated_goal"), 12, "another_name");
  EXPECT_EQ(refusal("small", goal, text_of(proof)), "small.smt2:15: there is no negated_goal");
  std::string contradiction = obligation;
  contradiction.replace(contradiction.find("(p s)"), 5, "(< x x)");
  EXPECT_EQ(
      said_of({"1 assume all", "2 instance all a", "3 linear 1 (< x x)", "4 derive () by 1 2 3"},
              contradiction),
      "small.certificate:5: this does not use the negated goal");
}

TEST(ProofTest, EndsWithTheContradiction) {
  auto lines = proof;
  lines.push_back("8 assume all");
  EXPECT_EQ(refusal("small", obligation, text_of(lines)),
            "small.certificate:10: this stands after the contradiction");
}

TEST(ProofTest, RefusesObligationsThatItDoesNotKnow) {
  const auto said = [](const std::string& command) {
    return refusal("small", std::string(obligation) + command, text_of(proof));
  };
  EXPECT_EQ(said("(declare-fun c () T)"), "small.smt2:16: there is no sort 'T'");
  EXPECT_EQ(said("(declare-fun a () Int)"), "small.smt2:16: 'a' is not a new name");
  EXPECT_EQ(said("(declare-sort S 0)"), "small.smt2:16: expected a new sort");
  EXPECT_EQ(said("(push 1)"), "small.smt2:16: no such command");
  EXPECT_EQ(said("(check-sat a)"), "small.smt2:16: no such command");
  EXPECT_EQ(said("(set-logic)"), "small.smt2:16: no such command");
  // In SMT-LIB |a| is the name a, and a text in quotes is one word: neither is read as another.
  for (const char* command : {"(declare-fun |a| () S)", "(set-logic \"ALL\")", "(check-sat\t)"}) {
    EXPECT_EQ(said(command), "small.smt2:1: a word has a character of another kind");
  }
  EXPECT_EQ(said("(assert (p a))"), "small.smt2:16: expected (assert (! FORMULA :named NAME))");
  EXPECT_EQ(said("(assert (! (p a) :pattern b))"),
            "small.smt2:16: expected (assert (! FORMULA :named NAME))");
}

TEST(ProofTest, ReadsOnlyTermsOfTheRightSorts) {
  const auto expect = [](const std::string& term, const std::string& reason) {
    expect_refusals({{{"let t " + term}, reason}});
  };
  expect("(f a", "a '(' is not closed");
  expect("a)", "a ')' closes nothing");
  expect(std::string(600, '(') + std::string(600, ')'), "parentheses are nested too deeply");
  expect("c", "'c' has no meaning");
  expect("()", "expected a word, or (WORD TERM ...)");
  expect("((f a))", "expected a word, or (WORD TERM ...)");
  expect("(a)", "expected a word, or (WORD TERM ...)");
  expect("(f x)", "'f' is used with other sorts");
  expect("f", "'f' is used with other sorts");
  expect("(f a a)", "'f' is used with other sorts");
  expect("(a b)", "'a' is used with other sorts");
  expect("(and x)", "'and' is used with other sorts");
  expect("(or (p a) a)", "'or' is used with other sorts");
  expect("(not (p a) (p a))", "'not' is used with other sorts");
  expect("(=> (p a) x)", "'=>' is used with other sorts");
  expect("(=> (p a))", "'=>' is used with other sorts");
  expect("(= a x)", "'=' is used with other sorts");
  expect("(= a a a)", "'=' is used with other sorts");
  expect("(< a b)", "'<' is used with other sorts");
  expect("(<= x)", "'<=' is used with other sorts");
  expect("(+ x a)", "'+' is used with other sorts");
  expect("(- x x x)", "'-' is used with other sorts");
  expect("(ite x a b)", "'ite' is used with other sorts");
  expect("(ite (p a) a x)", "'ite' is used with other sorts");
  expect("(true x)", "'true' is used with other sorts");
  expect("(3 x)", "'3' has no meaning");
  expect("(forall ((s S)) (f s))", "expected a formula");
  expect("(forall ((s T)) (p a))", "there is no sort 'T'");
  expect("(forall () (p a))", "expected (forall ((NAME SORT) ...) FORMULA)");
  expect("(forall ((s S)))", "expected (forall ((NAME SORT) ...) FORMULA)");
  expect("(forall (s) (p a))", "expected (NAME SORT)");
  expect("(forall ((a S)) (p a))", "'a' is not a new name");
  expect("(forall ((s S)(s Int)) (p a))", "'s' is not a new name");
  expect("(forall ((s S)) (forall ((s S)) (p s)))", "'s' is not a new name");
  expect("(and (forall ((s S)) (p s)) (p s))", "'s' has no meaning");
}

TEST(ProofTest, GivesNoNameTwice) {
  for (const char* name : {"a", "all", "and", "17", "(a b)"}) {
    const std::string word = name[0] == '(' ? "" : name;
    expect_refusals({{{"let " + std::string(name) + " x"}, "'" + word + "' is not a new name"}});
  }
  expect_refusals({{{"let t x", "let t x"}, "'t' is not a new name"}});
}

TEST(ProofTest, NumbersItsStepsAndKnowsItsRules) {
  expect_refusals(
      {{{"2 assume all"}, "expected step 1"},
       {{"1 assume all", "1 assume all"}, "expected step 2"},
       {{"1 believe all"}, "there is no rule 'believe'"},
       {{"1 assume"}, "expected: let NAME TERM, or a number, a rule and what it is about"},
       {{"let t x x"}, "expected: let NAME TERM"},
       {{"1 assume (p a)"}, "expected an assertion"},
       {{"let t (p a)", "1 assume t"}, "expected an assertion"}});
}

TEST(ProofTest, InstantiatesForall) {
  expect_steps({"1 instance all a", "2 derive ((not all) (p a)) by 1"});
  // What is bound within is not what was bound around it.
  expect_steps({"let v (ite (forall ((s S)) (p s)) a b)", "let w (forall ((s S)) (= s v))",
                "1 instance w a", "2 derive ((not w) (= a v)) by 1"});
  expect_refusals(
      {{{"1 instance (p a) a"}, "expected a formula that starts with forall"},
       {{"1 instance all a b"}, "expected a term for each bound variable"},
       {{"1 instance (forall ((s S)(t S)) (p s)) a"}, "expected a term for each bound variable"},
       {{"1 instance all x"}, "the term for 's' has another sort"},
       {{"1 instance all s"}, "'s' has no meaning"},
       {{"1 instance all a", "2 derive ((not all) (p b)) by 1"},
        "these steps do not give the clause"}});
}

TEST(ProofTest, NamesWhatFails) {
  expect_steps({"1 some all c", "2 derive (all (not (p c))) by 1"});
  expect_refusals({{{"1 some all a"}, "'a' is not a new name"},
                   {{"1 some all c", "2 some below c"}, "'c' is not a new name"},
                   {{"1 some all c d"}, "expected a new name for each bound variable"},
                   {{"1 some (forall ((s S)(t S)) (p s)) c c"}, "'c' is not a new name"},
                   {{"1 some (forall ((s S)) (= s c)) c"}, "'c' has no meaning"},
                   {{"1 some (p a) c"}, "expected a new name for each bound variable"}});
}

// The clauses that a term means, in their order, and none of them with a literal less.
void expect_meanings(const std::string& term,
                     const std::vector<std::vector<std::string>>& clauses) {
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const auto meaning = "1 meaning " + term + " " + std::to_string(i);
    std::string all;
    for (const auto& literal : clauses[i]) all += literal + " ";
    expect_steps({meaning, "2 derive (" + all + ") by 1"});
    for (const auto& dropped : clauses[i]) {
      std::string rest;
      for (const auto& literal : clauses[i]) rest += literal == dropped ? "" : literal + " ";
      expect_refusals(
          {{{meaning, "2 derive (" + rest + ") by 1"}, "these steps do not give the clause"}});
    }
  }
  const auto end = std::to_string(clauses.size());
  expect_refusals({{{"1 meaning " + term + " " + end}, "there is no number " + end}});
}

TEST(ProofTest, KnowsWhatConnectivesMean) {
  const std::string p = "(p a)", q = "(p b)", r = "(< x 1)";
  const std::string np = "(not (p a))", nq = "(not (p b))", nr = "(not (< x 1))";
  const auto no = [](const std::string& term) { return "(not " + term + ")"; };
  expect_meanings("true", {{"true"}});
  expect_meanings("false", {{"(not false)"}});
  const std::string both = "(and (p a) (p b))", any = "(or (p a) (p b))",
                    gives = "(=> (p a) (p b))";
  expect_meanings(both, {{both, np, nq}, {no(both), p}, {no(both), q}});
  expect_meanings(any, {{no(any), p, q}, {any, np}, {any, nq}});
  expect_meanings(gives, {{no(gives), np, q}, {gives, p}, {gives, nq}});
  const std::string same = "(= (p a) (p b))";
  expect_meanings(same, {{no(same), np, q}, {no(same), p, nq}, {same, p, q}, {same, np, nq}});
  const std::string ite = "(ite (< x 1) (p a) (p b))";
  expect_meanings(ite, {{no(ite), nr, p}, {no(ite), r, q}, {ite, nr, np}, {ite, r, nq}});
  const std::string chosen = "(ite (< x 1) a b)";
  expect_meanings(chosen, {{nr, "(= " + chosen + " a)"}, {r, "(= b " + chosen + ")"}});
  for (const char* other : {"(not (p a))", "(= a b)", "(p a)", "(< x 1)", "all"}) {
    expect_meanings(other, {});
  }
  expect_refusals({{{"1 meaning true -1"}, "there is no number -1"},
                   {{"1 meaning (+ x 1) 0"}, "expected a formula"},
                   {{"1 meaning true"}, "expected a term and the number of a clause"}});
}

TEST(ProofTest, ReplacesEqualsByEquals) {
  expect_steps(
      {"1 congruence (h a b) (h b b)", "2 derive ((not (= a b)) (= (h a b) (h b b))) by 1"});
  expect_steps({"1 chain a b (ite true a b)",
                "2 derive ((not (= b a)) (not (= (ite true a b) b)) (= (ite true a b) a)) by 1"});
  expect_refusals(
      {{{"1 congruence (f a) (g a)"}, "expected two terms of one function"},
       {{"1 congruence (+ x 1) (+ x 1 1)"}, "expected two terms of one function"},
       {{"1 congruence below all"}, "expected two terms of one function"},
       {{"1 congruence (f a)"}, "expected two terms"},
       {{"1 congruence (h a b) (h b a)", "2 derive ((not (= x 1)) (= (h a b) (h b a))) by 1"},
        "these steps do not give the clause"},
       {{"1 chain a x"}, "the terms have different sorts"},
       {{"1 chain a b", "2 derive ((= a b)) by 1"}, "these steps do not give the clause"}});
}

TEST(ProofTest, KnowsThatIntegersAreOrdered) {
  expect_steps({"1 split x 1", "2 derive ((= x 1) (< x 1) (< 1 x)) by 1"});
  expect_refusals(
      {{{"1 split a b"}, "expected two integers"},
       {{"1 split x"}, "expected two integers"},
       {{"1 split x a"}, "the terms have different sorts"},
       {{"1 split x 1", "2 derive ((= x 1) (< x 1)) by 1"}, "these steps do not give the clause"}});
}

TEST(ProofTest, AddsUpInequalities) {
  expect_steps({"1 linear 1 (< x 3) 1 (not (<= x 2))"});
  expect_steps({"1 linear 2 (<= (f a) (- x 2)) 2 (< x 3) 2 (<= 1 (f a))"});
  expect_steps({"1 linear 1 (<= (- x) (- 3)) 1 (not (< 2 x))"});
  expect_steps({"1 linear 2 (<= x (f a)) -2 (= x (+ 1 (f a)))"});
  expect_steps({"1 linear 1 (< x 2) 1 (< 1 x)", "2 derive ((not (< x 2)) (not (< 1 x))) by 1"});
  expect_refusals(
      {{{"1 linear 1 (<= x 2) 1 (< 1 x)"}, "the sum is no contradiction"},
       {{"1 linear 1 (not (< x 2)) 1 (< x 3)"}, "the sum is no contradiction"},
       {{"1 linear 1 (= 1 1)"}, "the sum is no contradiction"},
       {{"1 linear 1 (< x 2)"}, "the terms do not cancel out"},
       {{"1 linear 1 (< x 2) 2 (< 1 x)"}, "the terms do not cancel out"},
       {{"1 linear 1 (< (f a) 2) 1 (< 2 (f b))"}, "the terms do not cancel out"},
       {{"1 linear -1 (< 1 2)"}, "expected a factor above 0"},
       {{"1 linear 0 (< 1 2)"}, "expected a factor above 0"},
       {{"1 linear 1 (not (= x 1)) -1 (= x 1)"},
        "expected an inequality, or an equality of integers"},
       {{"1 linear 1 (= a b)"}, "expected an inequality, or an equality of integers"},
       {{"1 linear 1 (p a)"}, "expected an inequality, or an equality of integers"},
       {{"1 linear (< 1 2)"}, "expected a factor before each formula"},
       {{"1 linear one (< 1 2)"}, "expected a number, and not 'one'"},
       {{"1 linear - (< 1 2)"}, "expected a number"},
       {{"1 linear 1 (< 1 999999999999999999999999999999999999999999)"}, "a number is too large"},
       {{"1 linear 99999999999999999999999 (< 1 99999999999999999999999)"},
        "a number is too large"}});
}

TEST(ProofTest, DerivesByOneLiteralAtATime) {
  const std::vector<std::string> steps = {"1 assume all", "2 instance all a", "3 instance all b"};
  const auto with = [&](const std::string& step) {
    auto lines = steps;
    lines.push_back(step);
    return lines;
  };
  expect_steps(with("4 derive ((p a)) by 1 2"));
  expect_refusals(
      {{with("4 derive ((p a)) by 2"), "these steps do not give the clause"},
       {with("4 derive ((p a)) by 1 3"), "these steps do not give the clause"},
       {with("4 derive ((p a)) by 1 2 3"), "this is known before the last of the steps"},
       {with("4 derive ((p a)) by 1 2 999"), "this is known before the last of the steps"},
       {with("4 derive () by 1 2"), "these steps do not give the clause"},
       {with("4 derive () by 2 1"), "step 2 leaves more than one literal open"},
       {with("4 derive () by 4"), "there is no number 4"},
       {with("4 derive () by 0"), "there is no number 0"},
       {with("4 derive () by -1"), "there is no number -1"},
       {with("4 derive () by"), "expected: derive (LITERAL ...) by STEP ..."},
       {with("4 derive () of 1"), "expected: derive (LITERAL ...) by STEP ..."},
       {with("4 derive all by 1"), "expected: derive (LITERAL ...) by STEP ..."},
       {with("4 derive (x) by 1"), "expected a formula"}});
}

}  // namespace
}  // namespace claimcheck::checker
