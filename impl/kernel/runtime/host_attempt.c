// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>

#include "impl/kernel/runtime/host.h"

/* What ends an attempt: the last is its time that is up. */
static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGVTALRM};
enum { SIGNALS = sizeof(signals) / sizeof(signals[0]) };

/* On the stack of the attempt: statics are put back to what they were at each begin of a life. */
struct attempt {
  sigjmp_buf back;
  pthread_t thread;
  char* why;
  size_t size;
  struct sigaction before[SIGNALS];
};
static struct attempt* current __attribute__((__section__("claimcheck_persistent"))) = NULL;

bool host_attempting(void) {
  return current != NULL;
}

void host_give_up(const char* text) {
  struct attempt* attempt = current;
  if (!attempt) return;
  snprintf(attempt->why, attempt->size, "%s", text);
  siglongjmp(attempt->back, 1);
}

static void on_signal(int number) {
  struct attempt* attempt = current;
  if (!attempt || !pthread_equal(pthread_self(), attempt->thread)) return;
  if (number == SIGVTALRM) {
    snprintf(attempt->why, attempt->size, "it does not come to an end");
  } else {
    snprintf(attempt->why, attempt->size, "it gets SIG%s", sigabbrev_np(number));
  }
  siglongjmp(attempt->back, 1);
}

static void begin(struct attempt* attempt, unsigned int seconds) {
  const struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_NODEFER};
  const struct itimerval limit = {.it_value = {.tv_sec = (time_t)seconds}};
  for (int i = 0; i < SIGNALS; i++) sigaction(signals[i], &action, &attempt->before[i]);
  current = attempt;
  setitimer(ITIMER_VIRTUAL, &limit, NULL);
}

static void end(struct attempt* attempt) {
  const struct itimerval none = {.it_value = {.tv_sec = 0}};
  setitimer(ITIMER_VIRTUAL, &none, NULL);
  current = NULL;
  for (int i = 0; i < SIGNALS; i++) sigaction(signals[i], &attempt->before[i], NULL);
}

bool host_attempt(void (*run)(void*), void* data, unsigned int seconds, char* why, size_t size) {
  struct attempt attempt = {.thread = pthread_self(), .why = why, .size = size};
  if (sigsetjmp(attempt.back, 1) != 0) {
    end(&attempt);
    return false;
  }
  begin(&attempt, seconds);
  run(data);
  end(&attempt);
  return true;
}
