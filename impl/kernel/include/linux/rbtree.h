/* SPDX-License-Identifier: MIT */
/*
 * Keeps sorted trees: order, insertion, removal, iteration. They are not balanced, which nothing
 * but their speed tells; so colours and augmented trees are left out.
 */
#ifndef CLAIMCHECK_SHIM_LINUX_RBTREE_H
#define CLAIMCHECK_SHIM_LINUX_RBTREE_H

#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/types.h>

struct rb_node {
  struct rb_node *up, *rb_left, *rb_right; /* up: itself where it is in no tree */
};
struct rb_root {
  struct rb_node* rb_node;
};
struct rb_root_cached {
  struct rb_root rb_root;
};
#define RB_ROOT      \
  (struct rb_root) { \
    NULL             \
  }
#define RB_ROOT_CACHED      \
  (struct rb_root_cached) { \
    { NULL }                \
  }
#define RB_EMPTY_ROOT(root) (READ_ONCE((root)->rb_node) == NULL)
#define RB_EMPTY_NODE(node) ((node)->up == (node))
#define RB_CLEAR_NODE(node) ((node)->up = (node))
#define rb_parent(node) ((node)->up)
#define rb_entry(pointer, type, member) container_of(pointer, type, member)
#define rb_entry_safe(pointer, type, member)      \
  ({                                              \
    __typeof__(pointer) node_ = (pointer);        \
    node_ ? rb_entry(node_, type, member) : NULL; \
  })

static inline void rb_link_node(struct rb_node* node, struct rb_node* parent,
                                struct rb_node** link) {
  node->up = parent;
  node->rb_left = NULL;
  node->rb_right = NULL;
  *link = node;
}
#define rb_insert_color(node, root) ((void)(node), (void)(root))
#define rb_insert_color_cached(node, root, leftmost) ((void)(node), (void)(root), (void)(leftmost))

static inline void claimcheck_rb_hang(struct rb_root* root, struct rb_node* from,
                                      struct rb_node* to) {
  struct rb_node* up = from->up;
  if (!up) {
    root->rb_node = to;
  } else if (up->rb_left == from) {
    up->rb_left = to;
  } else {
    up->rb_right = to;
  }
  if (to) to->up = up;
}
static inline void rb_replace_node(struct rb_node* old, struct rb_node* node,
                                   struct rb_root* root) {
  *node = *old;
  if (node->rb_left) node->rb_left->up = node;
  if (node->rb_right) node->rb_right->up = node;
  claimcheck_rb_hang(root, old, node);
}
static inline void rb_erase(struct rb_node* node, struct rb_root* root) {
  if (node->rb_left && node->rb_right) {
    struct rb_node* next = node->rb_right;
    while (next->rb_left) next = next->rb_left;
    claimcheck_rb_hang(root, next, next->rb_right);
    rb_replace_node(node, next, root);
  } else {
    claimcheck_rb_hang(root, node, node->rb_left ? node->rb_left : node->rb_right);
  }
}
#define rb_erase_cached(node, root) rb_erase(node, &(root)->rb_root)

static inline struct rb_node* claimcheck_rb_end(struct rb_node* at, bool left) {
  while (at && (left ? at->rb_left : at->rb_right)) at = left ? at->rb_left : at->rb_right;
  return at;
}
static inline struct rb_node* claimcheck_rb_step(const struct rb_node* at, bool forth) {
  struct rb_node* below = forth ? at->rb_right : at->rb_left;
  if (below) return claimcheck_rb_end(below, forth);
  struct rb_node* up = at->up;
  while (up && (forth ? up->rb_right : up->rb_left) == at) {
    at = up;
    up = up->up;
  }
  return up;
}
#define rb_first(root) claimcheck_rb_end((root)->rb_node, true)
#define rb_last(root) claimcheck_rb_end((root)->rb_node, false)
#define rb_first_cached(root) rb_first(&(root)->rb_root)
#define rb_next(node) claimcheck_rb_step(node, true)
#define rb_prev(node) claimcheck_rb_step(node, false)

/* assume: rb_add: behind those that are equal */
static inline void rb_add(struct rb_node* node, struct rb_root* root,
                          bool (*less)(struct rb_node* a, const struct rb_node* b)) {
  struct rb_node **link = &root->rb_node, *up = NULL;
  while (*link) {
    up = *link;
    link = less(node, up) ? &up->rb_left : &up->rb_right;
  }
  rb_link_node(node, up, link);
}
#define rb_add_cached(node, root, less) rb_add(node, &(root)->rb_root, less)
static inline struct rb_node* rb_find(const void* key, const struct rb_root* root,
                                      int (*compare)(const void* key, const struct rb_node* node)) {
  struct rb_node* at = root->rb_node;
  while (at) {
    const int order = compare(key, at);
    if (order == 0) break;
    at = order < 0 ? at->rb_left : at->rb_right;
  }
  return at;
}
/* The one that is equal and was there, or NULL: then it was added. */
static inline struct rb_node* rb_find_add(struct rb_node* node, struct rb_root* root,
                                          int (*compare)(struct rb_node* a,
                                                         const struct rb_node* b)) {
  struct rb_node **link = &root->rb_node, *up = NULL;
  while (*link) {
    up = *link;
    const int order = compare(node, up);
    if (order == 0) return up;
    link = order < 0 ? &up->rb_left : &up->rb_right;
  }
  rb_link_node(node, up, link);
  return NULL;
}

/* The deepest first: each may be freed when it was looked at. */
static inline struct rb_node* rb_first_postorder(const struct rb_root* root) {
  struct rb_node* at = root->rb_node;
  while (at && (at->rb_left || at->rb_right)) at = at->rb_left ? at->rb_left : at->rb_right;
  return at;
}
static inline struct rb_node* rb_next_postorder(const struct rb_node* node) {
  struct rb_node* up = node->up;
  if (!up || node == up->rb_right || !up->rb_right) return up;
  const struct rb_root right = {up->rb_right};
  return rb_first_postorder(&right);
}
#define rbtree_postorder_for_each_entry_safe(at, after, root, member)                    \
  for (at = rb_entry_safe(rb_first_postorder(root), __typeof__(*at), member);            \
       at && ({                                                                          \
         after = rb_entry_safe(rb_next_postorder(&at->member), __typeof__(*at), member); \
         1;                                                                              \
       });                                                                               \
       at = after)

#endif
