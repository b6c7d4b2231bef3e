// SPDX-License-Identifier: MIT
#include "smt/solvers/z3.hpp"

#include <fmt/format.h>
#include <z3.h>

#include <memory>
#include <set>
#include <type_traits>

namespace claimcheck::smt::solve {
namespace {

enum class Use { answer, proof };

class Context {
 public:
  Context(Use use, const Z3Options& options) {
    Z3_config config = Z3_mk_config();
    if (use == Use::proof) Z3_set_param_value(config, "proof", "true");
    context_.reset(Z3_mk_context(config));
    Z3_del_config(config);
    // Errors are asked for after each call instead.
    Z3_set_error_handler(get(), [](Z3_context, Z3_error_code) {});
    // Z3_mk_solver() is the same behind tactics. To set them up takes longer than most answers do;
    // but proofs of some obligations are found only so.
    solver_ = use == Use::proof ? Z3_mk_solver(get()) : Z3_mk_simple_solver(get());
    Z3_solver_inc_ref(get(), solver_);
    set(options);
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { Z3_solver_dec_ref(get(), solver_); }

  Z3_context get() const { return context_.get(); }
  Z3_solver solver() const { return solver_; }
  std::string error() const {
    const auto code = Z3_get_error_code(get());
    return code == Z3_OK ? "" : Z3_get_error_msg(get(), code);
  }

 private:
  void set(const Z3Options& options) {
    Z3_params params = Z3_mk_params(get());
    Z3_params_inc_ref(get(), params);
    const auto set_number = [&](const char* name, unsigned value) {
      Z3_params_set_uint(get(), params, Z3_mk_string_symbol(get(), name), value);
    };
    set_number("rlimit", options.budget_rlimit);
    set_number("random_seed", options.seed);
    if (options.matches_all) set_number("relevancy", 0);
    if (options.matches_all || !options.seeks_models) {
      Z3_params_set_bool(get(), params, Z3_mk_string_symbol(get(), "mbqi"), false);
    }
    Z3_solver_set_params(get(), solver_, params);
    Z3_params_dec_ref(get(), params);
  }

  std::unique_ptr<std::remove_pointer_t<Z3_context>, void (*)(Z3_context)> context_{nullptr,
                                                                                    Z3_del_context};
  Z3_solver solver_ = nullptr;
};

// The assertions of a text in SMT-LIB, in their order.
class Parsed {
 public:
  Parsed(const Context& context, const std::string& smtlib)
      : context_(context.get()),
        all_(Z3_parse_smtlib2_string(context_, smtlib.c_str(), 0, nullptr, nullptr, 0, nullptr,
                                     nullptr)),
        // The next call of Z3 forgets it.
        error_(context.error()) {
    if (all_) Z3_ast_vector_inc_ref(context_, all_);
  }
  Parsed(const Parsed&) = delete;
  Parsed& operator=(const Parsed&) = delete;
  ~Parsed() {
    if (all_) Z3_ast_vector_dec_ref(context_, all_);
  }

  const std::string& error() const { return error_; }
  unsigned size() const { return all_ ? Z3_ast_vector_size(context_, all_) : 0; }
  Z3_ast operator[](unsigned i) const { return Z3_ast_vector_get(context_, all_, i); }

 private:
  Z3_context context_;
  Z3_ast_vector all_;
  std::string error_;
};

std::uint64_t effort_of(const Context& context) {
  Z3_stats stats = Z3_solver_get_statistics(context.get(), context.solver());
  Z3_stats_inc_ref(context.get(), stats);
  std::uint64_t effort = 0;
  for (unsigned i = 0; i < Z3_stats_size(context.get(), stats); ++i) {
    const std::string key = Z3_stats_get_key(context.get(), stats, i);
    if (key == "rlimit count") effort = Z3_stats_get_uint_value(context.get(), stats, i);
  }
  Z3_stats_dec_ref(context.get(), stats);
  return effort;
}

// What an asserted text says is wrong with it; nothing where there is nothing.
std::string assert_all(const Context& context, const std::string& smtlib) {
  const Parsed parsed(context, smtlib);
  if (!parsed.error().empty()) return parsed.error();
  for (unsigned i = 0; i < parsed.size(); ++i) {
    Z3_solver_assert(context.get(), context.solver(), parsed[i]);
  }
  return context.error();
}

// "term = value" for each term, the left side of the equations from `first`.
std::string values_in_model(const Context& context, const Parsed& parsed, unsigned first,
                            const std::vector<Term>& terms) {
  Z3_model model = Z3_solver_get_model(context.get(), context.solver());
  if (!model) return "";
  Z3_model_inc_ref(context.get(), model);
  std::string text;
  for (unsigned i = 0; i < terms.size(); ++i) {
    Z3_app equation = Z3_to_app(context.get(), parsed[first + i]);
    Z3_ast value = nullptr;
    if (!Z3_model_eval(context.get(), model, Z3_get_app_arg(context.get(), equation, 0), true,
                       &value)) {
      continue;
    }
    text += fmt::format("{} = {}\n", to_string(terms[i]), Z3_ast_to_string(context.get(), value));
  }
  Z3_model_dec_ref(context.get(), model);
  return text;
}

std::set<std::string> core_of(const Context& context) {
  Z3_ast_vector core = Z3_solver_get_unsat_core(context.get(), context.solver());
  Z3_ast_vector_inc_ref(context.get(), core);
  std::set<std::string> names;
  for (unsigned i = 0; i < Z3_ast_vector_size(context.get(), core); ++i) {
    names.emplace(Z3_ast_to_string(context.get(), Z3_ast_vector_get(context.get(), core, i)));
  }
  Z3_ast_vector_dec_ref(context.get(), core);
  return names;
}

// Terms of Z3 as ours.
class Translation {
 public:
  explicit Translation(Z3_context context) : context_(context) {}

  std::optional<Term> term(Z3_ast ast) {
    if (Z3_get_ast_kind(context_, ast) == Z3_NUMERAL_AST) return number(ast);
    if (Z3_get_ast_kind(context_, ast) != Z3_APP_AST) return std::nullopt;
    Z3_app app = Z3_to_app(context_, ast);
    std::vector<Term> arguments;
    for (unsigned i = 0; i < Z3_get_app_num_args(context_, app); ++i) {
      auto argument = term(Z3_get_app_arg(context_, app, i));
      if (!argument) return std::nullopt;
      arguments.push_back(std::move(*argument));
    }
    return application(app, ast, std::move(arguments));
  }

 private:
  std::optional<Term> number(Z3_ast ast) {
    const std::string digits = Z3_get_numeral_string(context_, ast);
    if (digits[0] != '-') return Term::number(digits);
    return Term::builtin("-", int_sort, {Term::number(digits.substr(1))});
  }

  std::optional<Term> application(Z3_app app, Z3_ast ast, std::vector<Term> arguments) {
    Z3_func_decl function = Z3_get_app_decl(context_, app);
    const std::string sort = Z3_sort_to_string(context_, Z3_get_sort(context_, ast));
    Z3_symbol symbol = Z3_get_decl_name(context_, function);
    if (Z3_get_symbol_kind(context_, symbol) != Z3_STRING_SYMBOL) return std::nullopt;
    const std::string name = Z3_get_symbol_string(context_, symbol);
    switch (Z3_get_decl_kind(context_, function)) {
      case Z3_OP_UNINTERPRETED:
        // A symbol of Z3's own is none of the problem's.
        if (name.find('!') != std::string::npos && name.rfind("sk!", 0) != 0) return std::nullopt;
        return Term::symbol(name, sort, std::move(arguments));
      case Z3_OP_MUL: {
        // What Z3 makes of a subtraction.
        const bool is_negation = arguments.size() == 2 && to_string(arguments[0]) == "(- 1)";
        if (!is_negation) return std::nullopt;
        return Term::builtin("-", sort, {arguments[1]});
      }
      case Z3_OP_ITE:
        return Term::builtin("ite", sort, std::move(arguments));
      case Z3_OP_ADD:
      case Z3_OP_SUB:
      case Z3_OP_UMINUS:
        return Term::builtin(Z3_get_decl_kind(context_, function) == Z3_OP_ADD ? "+" : "-", sort,
                             std::move(arguments));
      default:
        return std::nullopt;
    }
  }

  Z3_context context_;
};

// Walks a proof for the instances that it uses.
class ProofWalk {
 public:
  explicit ProofWalk(Z3_context context) : context_(context), translation_(context) {}

  // False where a step cannot be told.
  bool visit(Z3_ast ast) {
    if (Z3_get_ast_kind(context_, ast) != Z3_APP_AST) return true;
    if (!seen_.insert(Z3_get_ast_id(context_, ast)).second) return true;
    Z3_app app = Z3_to_app(context_, ast);
    Z3_func_decl rule = Z3_get_app_decl(context_, app);
    const unsigned count = Z3_get_app_num_args(context_, app);
    if (Z3_get_decl_kind(context_, rule) == Z3_OP_PR_QUANT_INST) {
      return add(rule, Z3_get_app_arg(context_, app, count - 1));
    }
    for (unsigned i = 0; i < count; ++i) {
      if (!visit(Z3_get_app_arg(context_, app, i))) return false;
    }
    return true;
  }
  std::vector<Instance> take() { return std::move(instances_); }

 private:
  bool add(Z3_func_decl rule, Z3_ast fact) {
    const std::string text = Z3_ast_to_string(context_, fact);
    const auto at = text.find(":qid ");
    if (at == std::string::npos) return false;
    const auto end = text.find_first_of(" )\n", at + 5);
    Instance instance{text.substr(at + 5, end - at - 5), {}};
    for (unsigned i = 0; i < Z3_get_decl_num_parameters(context_, rule); ++i) {
      auto value = translation_.term(Z3_get_decl_ast_parameter(context_, rule, i));
      if (!value) return false;
      instance.values.push_back(std::move(*value));
    }
    instances_.push_back(std::move(instance));
    return true;
  }

  Z3_context context_;
  Translation translation_;
  std::set<unsigned> seen_;
  std::vector<Instance> instances_;
};

}  // namespace

const char* to_string(Status status) {
  switch (status) {
    case Status::proved:
      return "proved";
    case Status::refuted:
      return "refuted";
    case Status::unknown:
      return "unknown";
    case Status::failed:
      return "failed";
    case Status::not_run:
      break;
  }
  return "not run";
}

std::string z3_version() {
  unsigned major = 0, minor = 0, build = 0, revision = 0;
  Z3_get_version(&major, &minor, &build, &revision);
  return fmt::format("{}.{}.{}", major, minor, build);
}

Answer ask_z3(const std::string& smtlib, const Z3Options& options) {
  const Context context(Use::answer, options);
  // What is asked for stands behind the problem as equations, which nobody asserts.
  std::string text = smtlib;
  for (const Term& term : options.values) {
    text += fmt::format("(assert (= {0} {0}))\n", to_string(term));
  }
  const Parsed parsed(context, text);
  Answer answer;
  answer.status = Status::failed;
  answer.said = parsed.error();
  if (!answer.said.empty() || parsed.size() < options.values.size()) return answer;
  const unsigned asserted = parsed.size() - static_cast<unsigned>(options.values.size());
  for (unsigned i = 0; i < asserted; ++i) {
    Z3_solver_assert(context.get(), context.solver(), parsed[i]);
  }
  const Z3_lbool verdict = Z3_solver_check(context.get(), context.solver());
  answer.said = context.error();
  if (!answer.said.empty()) return answer;
  answer.effort = effort_of(context);
  if (verdict == Z3_L_UNDEF) {
    answer.status = Status::unknown;
    answer.said = Z3_solver_get_reason_unknown(context.get(), context.solver());
  } else if (verdict == Z3_L_FALSE) {
    answer.status = Status::proved;
  } else {
    answer.status = Status::refuted;
    answer.model = values_in_model(context, parsed, asserted, options.values);
  }
  return answer;
}

std::optional<std::set<std::string>> find_core(const std::string& guarded,
                                               const std::vector<std::string>& guards,
                                               const Z3Options& options) {
  const Context context(Use::answer, options);
  if (!assert_all(context, guarded).empty()) return std::nullopt;
  std::vector<Z3_ast> assumptions;
  for (const auto& guard : guards) {
    assumptions.push_back(Z3_mk_const(context.get(),
                                      Z3_mk_string_symbol(context.get(), guard.c_str()),
                                      Z3_mk_bool_sort(context.get())));
  }
  const auto count = static_cast<unsigned>(assumptions.size());
  if (Z3_solver_check_assumptions(context.get(), context.solver(), count, assumptions.data()) !=
      Z3_L_FALSE) {
    return std::nullopt;
  }
  return core_of(context);
}

std::optional<std::vector<Instance>> find_instances(const std::string& smtlib,
                                                    const Z3Options& options) {
  const Context context(Use::proof, options);
  if (!assert_all(context, smtlib).empty()) return std::nullopt;
  if (Z3_solver_check(context.get(), context.solver()) != Z3_L_FALSE) return std::nullopt;
  Z3_ast proof = Z3_solver_get_proof(context.get(), context.solver());
  if (!context.error().empty() || !proof) return std::nullopt;
  ProofWalk walk(context.get());
  if (!walk.visit(proof)) return std::nullopt;
  return walk.take();
}

}  // namespace claimcheck::smt::solve
