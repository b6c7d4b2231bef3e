/* SPDX-License-Identifier: MIT */
/*
 * Keeps the calls that log for a device, as printk.h does.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_DEV_PRINTK_H
#define CLAIMCHECK_SHIM_LINUX_DEV_PRINTK_H

#include <linux/printk.h>

struct device;
const char* dev_driver_string(const struct device* dev);
const char* claimcheck_device_name(const struct device* dev);
#define CLAIMCHECK_LOG(level, dev, format, ...) \
  printk(level "%s %s: " format, dev_driver_string(dev), claimcheck_device_name(dev), ##__VA_ARGS__)
#ifndef dev_fmt
#define dev_fmt(format) format
#endif
#define dev_printk(level, dev, format, ...) CLAIMCHECK_LOG(level, dev, format, ##__VA_ARGS__)
#define dev_emerg(dev, format, ...) CLAIMCHECK_LOG(KERN_EMERG, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_alert(dev, format, ...) CLAIMCHECK_LOG(KERN_ALERT, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_crit(dev, format, ...) CLAIMCHECK_LOG(KERN_CRIT, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_err(dev, format, ...) CLAIMCHECK_LOG(KERN_ERR, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_warn(dev, format, ...) CLAIMCHECK_LOG(KERN_WARNING, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_notice(dev, format, ...) \
  CLAIMCHECK_LOG(KERN_NOTICE, dev, dev_fmt(format), ##__VA_ARGS__)
#define dev_info(dev, format, ...) CLAIMCHECK_LOG(KERN_INFO, dev, dev_fmt(format), ##__VA_ARGS__)
/* assume: dev_dbg: its arguments are not evaluated */
#define dev_dbg(dev, format, ...)                                  \
  do {                                                             \
    if (0) CLAIMCHECK_LOG(KERN_DEBUG, dev, format, ##__VA_ARGS__); \
  } while (0)
#define dev_vdbg dev_dbg
#define dev_err_once dev_err
#define dev_warn_once dev_warn
#define dev_info_once dev_info
#define dev_dbg_once dev_dbg
#define dev_err_ratelimited dev_err
#define dev_warn_ratelimited dev_warn
#define dev_info_ratelimited dev_info
#define dev_dbg_ratelimited dev_dbg
/* assume: dev_WARN: told to the harness, the _ONCE kind every time */
#define dev_WARN(dev, format, ...) \
  WARN(1, "%s %s: " format, dev_driver_string(dev), claimcheck_device_name(dev), ##__VA_ARGS__)
#define dev_WARN_ONCE(dev, condition, format, ...)                                       \
  WARN(condition, "%s %s: " format, dev_driver_string(dev), claimcheck_device_name(dev), \
       ##__VA_ARGS__)
/* assume: dev_err_probe: logs, and returns the error */
int dev_err_probe(const struct device* dev, int error, const char* format, ...) __printf(3, 4);
#define dev_warn_probe dev_err_probe
#define dev_err_ptr_probe(dev, error, ...) ERR_PTR(dev_err_probe(dev, error, __VA_ARGS__))
#define dev_err_cast_probe(dev, error, ...) \
  ERR_PTR(dev_err_probe(dev, (int)PTR_ERR(error), __VA_ARGS__))

#endif
