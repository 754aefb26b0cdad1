/* Runs one node on every instruction set, on one thread and on two, and compares it with what a
 * test worked out in plain loops. */
#pragma once

#include "base/error.h"
#include "nn/executor-private.h"

G_BEGIN_DECLS

/* Channel counts around the widths of vectors. */
extern const int test_channels[];
extern const int test_n_channels;

/* g_test_init () and what the other functions need. */
void test_init (int *argc, char ***argv);
/* Adds a test that begins with the same random numbers whichever run before it. */
void test_add (const char *path, void (*func) (void));
/* Begins the random numbers anew. */
void test_reseed (guint32 seed);
/* In [first, last]. */
int test_random_int (int first, int last);
/* `count` numbers in [low, high). */
float *test_random_floats (gint64 count, double low, double high);

/* Instruction sets this machine has, and pools of 1 and 2 threads. NULL past the last. */
const VanityKernels *test_get_kernels (int index);
VanityPool *test_get_pool (int threads);

/* vanity_attributes_parse () of what can be parsed. */
VanityAttributes *test_attributes (const char *text);

/* Adds a node with one output that cannot fail; returns the output. */
VanityValueId test_graph_add (VanityGraph *graph, const char *op, const char *name,
                              const VanityValueId *inputs, int n_inputs, const char *attributes);
VanityValueId test_graph_add_input (VanityGraph *graph, const VanityShape *shape);
/* Of random numbers in [−1, 1). */
VanityValueId test_graph_add_weights (VanityGraph *graph, const VanityShape *shape);

/* The programs among the C files of `folder` that hold `part`, one after the other. */
char *test_read_programs (const char *folder, const char *part);

/* Fails unless every element is within tolerance · (1 + |expected|); NaN is near to NaN only. */
void test_assert_near (const char *what, const float *values, const float *expected, gint64 count,
                       double tolerance);
/* Fails unless `error` has that code and says `part`; clears it. */
void test_assert_error (GError **error, int code, const char *part);

/* One node under test, named "node". */
typedef struct _TestNode TestNode;
TestNode *test_node_new (const char *op, const char *attributes_format, ...) G_GNUC_PRINTF (2, 3);
void test_node_free (TestNode *node);

/* Next input: computed, or a constant, of random numbers in [low, high) which are returned and may
 * be changed; a constant list of int64; or one left out. */
float *test_node_add_input (TestNode *node, const VanityShape *shape, double low, double high);
float *test_node_add_constant (TestNode *node, const VanityShape *shape, double low, double high);
void test_node_add_ints (TestNode *node, const gint64 *values, int n_values);
void test_node_skip_input (TestNode *node);

/* Fails unless the node gives that shape and these numbers everywhere: through an executor, on
 * memory that ends where the tensors end, and in place if the operator can. */
void test_node_check (TestNode *node, const VanityShape *shape, const float *expected,
                      double tolerance);
/* Fails unless the graph refuses the node with that code, naming node and operator and saying
 * `rule`. */
void test_node_refuse (TestNode *node, int code, const char *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestNode, test_node_free)

G_END_DECLS
