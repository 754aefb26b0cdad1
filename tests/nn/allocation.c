/* A run allocates nothing: all it needs was planned. The allocator of this program counts. */
#include "support.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

static int counting; /* atomic */
static int counted;  /* atomic */

/* What glibc's own functions are called beside their usual names. */
void *__libc_malloc (size_t size);
void *__libc_calloc (size_t count, size_t size);
void *__libc_realloc (void *data, size_t size);
void *__libc_memalign (size_t alignment, size_t size);

static void
note (void)
{
  if (__atomic_load_n (&counting, __ATOMIC_SEQ_CST))
    __atomic_add_fetch (&counted, 1, __ATOMIC_SEQ_CST);
}

void *
malloc (size_t size)
{
  note ();
  return __libc_malloc (size);
}

void *
calloc (size_t count, size_t size)
{
  note ();
  return __libc_calloc (count, size);
}

void *
realloc (void *data, size_t size)
{
  note ();
  return __libc_realloc (data, size);
}

void *
memalign (size_t alignment, size_t size)
{
  note ();
  return __libc_memalign (alignment, size);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  return memalign (alignment, size);
}

int
posix_memalign (void **data, size_t alignment, size_t size)
{
  *data = memalign (alignment, size);
  return *data != NULL ? 0 : ENOMEM;
}

static VanityValueId
add (VanityGraph *graph, const char *op, VanityValueId value, const char *attributes)
{
  return test_graph_add (graph, op, op, &value, 1, attributes);
}

static VanityValueId
add_conv (VanityGraph *graph, VanityValueId value, int out_channels, int kernel, int group,
          const char *attributes)
{
  const VanityShape *shape = vanity_graph_get_shape (graph, value);
  VanityShape weights
      = VANITY_SHAPE (out_channels, kernel, kernel, shape->dim[shape->rank - 1] / group);
  VanityValueId inputs[] = { value, test_graph_add_weights (graph, &weights),
                             test_graph_add_weights (graph, &VANITY_SHAPE (out_channels)) };
  g_autofree char *all = g_strdup_printf ("group=%d pads=[%d,%d,%d,%d] %s", group, kernel / 2,
                                          kernel / 2, kernel / 2, kernel / 2, attributes);

  return test_graph_add (graph, "Conv", "conv", inputs, 3, all);
}

static VanityValueId
add_two (VanityGraph *graph, const char *op, VanityValueId one, VanityValueId other,
         const char *attributes)
{
  return test_graph_add (graph, op, op, (VanityValueId[]){ one, other }, 2, attributes);
}

static VanityValueId
add_instance_norm (VanityGraph *graph, VanityValueId value)
{
  const VanityShape *shape = vanity_graph_get_shape (graph, value);
  VanityShape list = VANITY_SHAPE (shape->dim[shape->rank - 1]);
  VanityValueId inputs[]
      = { value, test_graph_add_weights (graph, &list), test_graph_add_weights (graph, &list) };

  return test_graph_add (graph, "InstanceNormalization", "norm", inputs, 3, "");
}

static VanityValueId
add_stage (VanityGraph *graph, VanityValueId value, int channels, int kernel,
           const char *attributes)
{
  value = add_conv (graph, value, channels, kernel, 1, attributes);
  return add (graph, "Relu", add_instance_norm (graph, value), "");
}

static VanityGraph *
build_u_net (void)
{
  VanityGraph *graph = vanity_graph_new ("U-Net");
  VanityValueId wide
      = add_stage (graph, test_graph_add_input (graph, &VANITY_SHAPE (1, 64, 64, 3)), 16, 7, "");
  VanityValueId value = add_stage (graph, wide, 32, 3, "strides=[2,2]"), other;

  other = add_stage (graph, value, 32, 3, "");
  other = add_instance_norm (graph, add_conv (graph, other, 32, 3, 1, ""));
  value = add_two (graph, "Add", value, other, "");
  value = add (graph, "Resize", value, "mode=nearest scales=[1.0,2.0,2.0,1.0]");
  value = add_two (graph, "Concat", add_stage (graph, value, 16, 3, ""), wide, "axis=3");
  value = add (graph, "Pad", value, "mode=reflect pads=[0,1,1,0,0,1,1,0]");
  value = add (graph, "Tanh", add_conv (graph, value, 3, 7, 1, ""), "");
  vanity_graph_add_output (graph, value);
  return graph;
}

/* A block of the face models: depthwise, single pixels, a residual that is pooled and widened. */
static VanityValueId
add_block (VanityGraph *graph, VanityValueId value, int channels, int stride)
{
  const VanityShape shape = *vanity_graph_get_shape (graph, value);
  const char *strides = stride == 2 ? "strides=[2,2]" : "";
  VanityValueId other = add_conv (graph, value, shape.dim[3], 3, shape.dim[3], strides);
  g_autofree char *pads = g_strdup_printf ("pads=[0,0,0,0,0,0,0,%d]", channels - (int)shape.dim[3]);

  other = add_conv (graph, other, channels, 1, 1, "");
  if (stride == 2)
    value = add (graph, "MaxPool", value, "kernel_shape=[2,2] strides=[2,2]");
  if (channels > shape.dim[3])
    value = add (graph, "Pad", value, pads);
  value = add_two (graph, "Add", value, other, "");
  return add_two (graph, "PRelu", value, test_graph_add_weights (graph, &VANITY_SHAPE (channels)),
                  "");
}

static VanityGraph *
build_face (void)
{
  VanityGraph *graph = vanity_graph_new ("face");
  VanityValueId value = test_graph_add_input (graph, &VANITY_SHAPE (1, 64, 64, 3)), gate, flat;

  value = add (graph, "Relu", add_conv (graph, value, 16, 5, 1, "strides=[2,2]"), "");
  value = add_block (graph, add_block (graph, value, 16, 1), 32, 2);
  gate = add_conv (graph, add (graph, "GlobalAveragePool", value, ""), 32, 1, 1, "");
  value = add_two (graph, "Mul", value, add (graph, "Sigmoid", gate, ""), "");
  vanity_graph_add_output (
      graph, add (graph, "Softmax", add (graph, "Transpose", value, "perm=[0,3,1,2]"), ""));
  flat = add (graph, "Reshape", value, "shape=[256,32]");
  vanity_graph_add_output (
      graph, add_two (graph, "MatMul", flat, add (graph, "Transpose", flat, "perm=[1,0]"), ""));
  value = add (graph, "Resize", value, "mode=linear scales=[1.0,2.0,2.0,1.0]");
  value = add (graph, "HardSwish", add_conv (graph, value, 8, 1, 1, ""), "");
  vanity_graph_add_output (graph, add (graph, "ReduceMean", value, "axes=[1,2]"));
  return graph;
}

static void
check (VanityGraph *(*build) (void))
{
  const VanityKernels *kernels;

  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    for (int threads = 1; threads <= 2; threads++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (VanityExecutor) executor = NULL;

        vanity_kernels_set_default (kernels);
        executor = vanity_executor_new (build (), test_get_pool (threads), &error);
        g_assert_no_error (error);
        g_assert_true (vanity_executor_run (executor, NULL, &error));

        __atomic_store_n (&counted, 0, __ATOMIC_SEQ_CST);
        __atomic_store_n (&counting, TRUE, __ATOMIC_SEQ_CST);
        vanity_executor_run (executor, NULL, NULL);
        __atomic_store_n (&counting, FALSE, __ATOMIC_SEQ_CST);
        g_assert_cmpint (counted, ==, 0);
      }
  vanity_kernels_set_default (NULL);
}

static void
test_u_net (void)
{
  check (build_u_net);
}

static void
test_face (void)
{
  check (build_face);
}

/* What counts nothing would find nothing. */
static void
test_counts (void)
{
  gpointer data;

  __atomic_store_n (&counted, 0, __ATOMIC_SEQ_CST);
  __atomic_store_n (&counting, TRUE, __ATOMIC_SEQ_CST);
  data = g_malloc0 (100);
  g_free (g_realloc (data, 10000));
  __atomic_store_n (&counting, FALSE, __ATOMIC_SEQ_CST);
  g_assert_cmpint (counted, ==, 2);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/allocation/counts", test_counts);
  test_add ("/nn/allocation/u-net", test_u_net);
  test_add ("/nn/allocation/face", test_face);
  return g_test_run ();
}
