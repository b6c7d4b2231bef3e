/* SPDX-License-Identifier: MIT */
/* A shared object that is no plugin. */
int claimcheck_motor(void);

int claimcheck_motor(void) {
  return 0;
}
