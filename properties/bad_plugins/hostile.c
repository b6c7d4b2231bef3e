/* SPDX-License-Identifier: MIT */
/*
 * Plugins that reach out of themselves: to processes, descriptors, memory and settings that are
 * not theirs. Each is the indexed engine and one ACTION at one MOMENT, given by the build: when it
 * is loaded, or once a claim has succeeded. The table of what each must end in is in
 * hostile_plugins_test.cpp.
 */
#define _GNU_SOURCE
#include <alloca.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "impl/engine.h"
#include "impl/indexed/indexed.h"

enum moment { WHEN_LOADED, AFTER_CLAIM };

enum action {
  EXITS_WITH_0,
  LEAVES_WITH_0,
  ABORTS,
  LOOPS,
  KILLS_ITSELF,
  CLOSES_ALL,
  CHANGES_SIGNALS,
  LEAVES_A_GRANDCHILD,
  BECOMES_A_DAEMON,
  WRITES_EVERYWHERE,
  PRINTS_FINDINGS,
  PRINTS_MEGABYTES,
  ENDS_ITS_PARENT,
  STOPS_ITS_PARENT,
  KILLS_ITS_GROUP,
  TRACES_ITS_PARENT,
  LIMITS_ITS_PARENT,
  CHANGES_FOLDER,
  LOWERS_LIMITS,
  JUMPS_OUT,
  OVERFLOWS_STACK,
  TAKES_100_MB_OF_STACK,
  SCRIBBLES,
  SETS_ALARM,
  CHANGES_STATUS_AT_EXIT,
  LEAVES_A_THREAD,
  EXITS_WHEN_UNLOADED,
  NOTES_ITS_PROCESS,
  OWNS_A_DESCRIPTOR,
  RAISES_REAL_TIME,
  CUTS_FILES,
  SAYS_FINDINGS
};

static volatile int for_ever = 1;
static jmp_buf place;

struct engine {
  void* inner;
};

/* Not fork(), which the harness hears of. */
static void leave_a_process(int as_daemon) {
  const pid_t child = _Fork();
  if (child != 0) return;
  if (as_daemon && setsid() >= 0 && _Fork() != 0) _exit(0);
  while (for_ever) sleep(1000);
}

static void write_everywhere(void) {
  char garbage[4096];
  memset(garbage, 0xa5, sizeof(garbage));
  for (int descriptor = 3; descriptor < 1024; descriptor++) {
    if (write(descriptor, garbage, sizeof(garbage)) < 0) continue;
  }
}

/* On every way out that there may be. */
static void print(const char* text) {
  const size_t size = strlen(text);
  for (int descriptor = 1; descriptor < 3; descriptor++) {
    if (write(descriptor, text, size) < 0) continue;
  }
  printf("%s", text);
  fflush(stdout);
}

static void print_megabytes(void) {
  static char text[1 << 16];
  memset(text, 'x', sizeof(text) - 1);
  for (int i = 0; i < 200; i++) {
    if (write(1, text, sizeof(text) - 1) < 0) return;
  }
}

static void limit_parent(void) {
  const struct rlimit nothing = {1, 1};
  prlimit(getppid(), RLIMIT_CPU, &nothing, NULL);
  prlimit(getppid(), RLIMIT_FSIZE, &nothing, NULL);
}

/* NOLINTNEXTLINE: to run out of stack is what it is for. */
static int overflow_stack(volatile char* above) {
  volatile char here[4096];
  here[0] = above ? above[0] : 0;
  return for_ever ? overflow_stack(here) + here[0] : here[0];
}

static void take_stack(void) {
  volatile char* memory = alloca(100u << 20);
  memory[0] = 1;
}

/* All that is shared and can be written. */
static void scribble(void) {
  FILE* maps = fopen("/proc/self/maps", "r");
  char line[512];
  unsigned long from[64], to[64];
  size_t count = 0;
  if (!maps) abort();
  while (count < 64 && fgets(line, sizeof(line), maps)) {
    char mode[5] = "";
    if (sscanf(line, "%lx-%lx %4s", &from[count], &to[count], mode) != 3) continue;
    if (mode[1] == 'w' && mode[3] == 's') count++;
  }
  fclose(maps);
  while (count-- > 0) memset((void*)from[count], 0xff, to[count] - from[count]);
}

static void leave_with_0(void) {
  _exit(0);
}

static void* run_on(void* nothing) {
  while (for_ever) usleep(1000);
  return nothing;
}

static void leave_a_thread(void) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, run_on, NULL) != 0) abort();
}

/* The number of each process that it is loaded into, where the test asks for it. */
static void note_process(void) {
  const char* const path = getenv("PROCESSES");
  FILE* const file = path ? fopen(path, "a") : NULL;
  if (!file) return;
  fprintf(file, "%d\n", (int)getpid());
  fclose(file);
}

static void change_signals(void) {
  for (int number = 1; number < 32; number++) signal(number, SIG_IGN);
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
}

static void lower_limits(void) {
  const struct rlimit few = {3, 3}, none = {0, 0};
  setrlimit(RLIMIT_NOFILE, &few);
  setrlimit(RLIMIT_FSIZE, &none);
}

static void set_alarm(void) {
  const struct itimerval soon = {{0, 1000}, {0, 1000}};
  setitimer(ITIMER_REAL, &soon, NULL);
  alarm(1);
  pause();
}

/* Whoever owns a descriptor is sent a signal when there is something to read. */
static void give_descriptor_to_parent(void) {
  int ends[2];
  if (pipe(ends) != 0) abort();
  fcntl(ends[0], F_SETOWN, getppid());
  fcntl(ends[0], F_SETSIG, SIGKILL);
  fcntl(ends[0], F_SETFL, O_ASYNC | O_NONBLOCK);
  if (write(ends[1], "x", 1) != 1) abort();
  close(ends[0]);
  close(ends[1]);
}

/* All that is in the folder of findings, where the run has a file of its own. */
static void cut_files(void) {
  if (system("for file in found/*; do : >\"$file\"; done") != 0) abort();
}

static void reach_others(int action) {
  const pid_t parent = getppid();
  switch (action) {
    case ENDS_ITS_PARENT:
      for (int number = 1; number < 16; number++) kill(parent, number);
      break;
    case STOPS_ITS_PARENT:
      kill(parent, SIGSTOP);
      break;
    case KILLS_ITS_GROUP: /* its parent's, where it is let in */
      if (setpgid(0, getpgid(parent)) == 0) abort();
      kill(0, SIGTERM);
      break;
    case TRACES_ITS_PARENT:
      if (ptrace(PTRACE_SEIZE, parent, NULL, NULL) == 0) {
        ptrace(PTRACE_INTERRUPT, parent, NULL, NULL);
      }
      break;
    default:
      limit_parent();
  }
}

static void act_otherwise(int action) {
  switch (action) {
    case CHANGES_STATUS_AT_EXIT:
      if (atexit(leave_with_0) != 0 || at_quick_exit(leave_with_0) != 0) abort();
      break;
    case LEAVES_A_THREAD:
      leave_a_thread();
      break;
    case EXITS_WHEN_UNLOADED:
      break;
    case NOTES_ITS_PROCESS:
      note_process();
      break;
    case OWNS_A_DESCRIPTOR:
      give_descriptor_to_parent();
      break;
    case RAISES_REAL_TIME:
      raise(SIGRTMIN + 3);
      break;
    case CUTS_FILES:
      cut_files();
      break;
    case SAYS_FINDINGS:
      break;
    default:
      reach_others(action);
  }
}

static void act(int action) {
  switch (action) {
    case EXITS_WITH_0:
      exit(0);
    case LEAVES_WITH_0:
      _exit(0);
    case ABORTS:
      abort();
    case LOOPS:
      while (for_ever) continue;
      break;
    case KILLS_ITSELF:
      raise(SIGKILL);
      break;
    case CLOSES_ALL:
      for (int descriptor = 0; descriptor < 1024; descriptor++) close(descriptor);
      break;
    case CHANGES_SIGNALS:
      change_signals();
      break;
    case LEAVES_A_GRANDCHILD:
    case BECOMES_A_DAEMON:
      leave_a_process(action == BECOMES_A_DAEMON);
      break;
    case WRITES_EVERYWHERE:
      write_everywhere();
      break;
    case PRINTS_FINDINGS:
      print("\033[2J\033[31mFAIL T3: a line of the plugin\nC1 holds\nno clause is broken\n");
      break;
    case PRINTS_MEGABYTES:
      print_megabytes();
      break;
    case CHANGES_FOLDER:
      if (chdir("/") != 0) abort();
      umask(0777);
      break;
    case LOWERS_LIMITS:
      lower_limits();
      break;
    case JUMPS_OUT:
      longjmp(place, 1);
    case OVERFLOWS_STACK:
      overflow_stack(NULL);
      break;
    case TAKES_100_MB_OF_STACK:
      take_stack();
      break;
    case SCRIBBLES:
      scribble();
      break;
    case SETS_ALARM:
      set_alarm();
      break;
    default:
      act_otherwise(action);
  }
}

static int create(const struct claimcheck_setup* setup, const struct claimcheck_env* env,
                  void** engine) {
  struct engine* self = calloc(1, sizeof(*self));
  if (!self) return -ENOMEM;
  *engine = self;
  return claimcheck_indexed_engine()->create(setup, env, &self->inner);
}

static void destroy(void* engine) {
  struct engine* self = engine;
  claimcheck_indexed_engine()->destroy(self->inner);
  free(self);
}

static void apply(void* engine, const struct claimcheck_operation* operation,
                  struct claimcheck_outcome* outcome) {
  const struct engine* self = engine;
  claimcheck_indexed_engine()->apply(self->inner, operation, outcome);
  if (MOMENT == AFTER_CLAIM && operation->kind == CLAIMCHECK_WRITE_UUID && outcome->result > 0) {
    act(ACTION);
  }
}

static void snapshot(void* engine, const struct claimcheck_sink* sink) {
  const struct engine* self = engine;
  claimcheck_indexed_engine()->snapshot(self->inner, sink);
}

__attribute__((constructor)) static void when_loaded(void) {
  if (setjmp(place) != 0) return;
  if (MOMENT == WHEN_LOADED) act(ACTION);
}

__attribute__((destructor)) static void when_unloaded(void) {
  if (ACTION == EXITS_WHEN_UNLOADED) _exit(0);
}

__attribute__((visibility("default"))) const struct claimcheck_engine_api* claimcheck_engine(void) {
  static struct claimcheck_engine_api api;
  api = *claimcheck_indexed_engine();
  api.name = "hostile";
  api.create = create;
  api.destroy = destroy;
  api.apply = apply;
  api.snapshot = snapshot;
  api.clone = NULL;
  return &api;
}

__attribute__((visibility("default"))) const char* claimcheck_engine_about(void) {
  if (ACTION != SAYS_FINDINGS) return NULL;
  return "about\nFAIL T3: a line of the plugin\n\033[2Jhostile keeps every clause\n";
}
