/* SPDX-License-Identifier: MIT */
/*
 * Keeps the attributes that code is marked with. Those that only a checker of the kernel reads
 * are empty.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_COMPILER_ATTRIBUTES_H
#define CLAIMCHECK_SHIM_LINUX_COMPILER_ATTRIBUTES_H

#define __always_unused __attribute__((__unused__))
#define __maybe_unused __attribute__((__unused__))
#ifndef __always_inline
#define __always_inline inline __attribute__((__always_inline__))
#endif
#define __noinline __attribute__((__noinline__))
#define noinline __attribute__((__noinline__))
#define __packed __attribute__((__packed__))
#define __aligned(bytes) __attribute__((__aligned__(bytes)))
#define __printf(format, first) __attribute__((__format__(printf, format, first)))
#define __scanf(format, first) __attribute__((__format__(scanf, format, first)))
#define __cold __attribute__((__cold__))
#define __pure __attribute__((__pure__))
#ifndef __attribute_const__
#define __attribute_const__ __attribute__((__const__))
#endif
#define __malloc __attribute__((__malloc__))
#define __weak __attribute__((__weak__))
#define __used __attribute__((__used__))
#define __must_check __attribute__((__warn_unused_result__))
#define __section(name) __attribute__((__section__(name)))
#define __cleanup(function) __attribute__((__cleanup__(function)))
#define __noreturn __attribute__((__noreturn__))
#define __counted_by(member)
#define __counted_by_le(member)
#define __counted_by_be(member)
#define __counted_by_ptr(member)
#define __nonstring
#define __alloc_size(...)
#define __designated_init
#define __assume_aligned(...)
#define __signed_wrap
#define __init_or_module
#define __exit_p(function) function
#define __no_sanitize_address
#define __nocast
#define __user
#define __kernel
#define __iomem
#define __percpu
#define __rcu
#define __force
#define __bitwise
#define __private
#define __acquires(lock)
#define __releases(lock)
#define __must_hold(lock)
#define __must_hold_shared(lock)
#define __must_not_hold(lock)
#define __guarded_by(...)
#define __pt_guarded_by(...)
#define __acquires_shared(lock)
#define __releases_shared(lock)
#define __cond_acquires(...)
#define __cond_acquires_shared(...)
#define __no_context_analysis
#define __assumes_ctx_lock(lock)
#define context_unsafe(...) __VA_ARGS__
#define __acquire(lock) (void)0
#define __release(lock) (void)0
#define __chk_user_ptr(pointer) (void)0
#define __init
#define __exit
#define __initdata
#define __exitdata
#define __initconst
#define __ref
#define __refdata
#define __read_mostly
#define __ro_after_init
#define __visible
#define __deprecated
#define asmlinkage
#define noinstr noinline
#define fallthrough __attribute__((__fallthrough__))
#define __diag_push()
#define __diag_pop()

#endif
