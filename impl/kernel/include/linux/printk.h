/* SPDX-License-Identifier: MIT */
/*
 * Keeps the calls that log. What pr_debug() and its kin are given is not evaluated, as where
 * dynamic debug is off; the rest is formatted and goes to a short log that is printed if the
 * engine dies.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_PRINTK_H
#define CLAIMCHECK_SHIM_LINUX_PRINTK_H

#include <linux/compiler.h>
#include <linux/types.h>

#define KERN_EMERG "<0>"
#define KERN_ALERT "<1>"
#define KERN_CRIT "<2>"
#define KERN_ERR "<3>"
#define KERN_WARNING "<4>"
#define KERN_NOTICE "<5>"
#define KERN_INFO "<6>"
#define KERN_DEBUG "<7>"
#define KERN_CONT ""
#define KERN_DEFAULT ""
#ifndef pr_fmt
#define pr_fmt(format) format
#endif

/* assume: printk: goes to a log of the last lines; %pUb, %pa, %pR, %pr, %pe, %pfw are understood */
int claimcheck_printk(const char* format, ...);
int claimcheck_no_printk(const char* format, ...);
#define printk(...) claimcheck_printk(__VA_ARGS__)
#define no_printk(...)                        \
  do {                                        \
    if (0) claimcheck_no_printk(__VA_ARGS__); \
  } while (0)
#define pr_emerg(format, ...) printk(KERN_EMERG pr_fmt(format), ##__VA_ARGS__)
#define pr_alert(format, ...) printk(KERN_ALERT pr_fmt(format), ##__VA_ARGS__)
#define pr_crit(format, ...) printk(KERN_CRIT pr_fmt(format), ##__VA_ARGS__)
#define pr_err(format, ...) printk(KERN_ERR pr_fmt(format), ##__VA_ARGS__)
#define pr_warn(format, ...) printk(KERN_WARNING pr_fmt(format), ##__VA_ARGS__)
#define pr_notice(format, ...) printk(KERN_NOTICE pr_fmt(format), ##__VA_ARGS__)
#define pr_info(format, ...) printk(KERN_INFO pr_fmt(format), ##__VA_ARGS__)
#define pr_cont(format, ...) printk(KERN_CONT format, ##__VA_ARGS__)
#define pr_debug(format, ...) no_printk(pr_fmt(format), ##__VA_ARGS__)
#define pr_devel(format, ...) no_printk(pr_fmt(format), ##__VA_ARGS__)
#define pr_err_once pr_err
#define pr_warn_once pr_warn
#define pr_info_once pr_info
#define pr_notice_once pr_notice
#define pr_debug_once pr_debug
#define pr_err_ratelimited pr_err
#define pr_warn_ratelimited pr_warn
#define pr_info_ratelimited pr_info
#define pr_debug_ratelimited pr_debug
#define printk_once printk
#define printk_ratelimited printk
#define dump_stack() (void)0

#endif
