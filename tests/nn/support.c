#include "support.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#define MAX_INPUTS 8
/* Floats beside a tensor that must keep their value. */
#define GUARD 32
#define GUARD_VALUE 12345.0f

typedef struct
{
  VanityDataType type;
  VanityShape shape; /* rank −1: left out */
  gpointer values;
  gboolean constant;
} Operand;

struct _TestNode
{
  const char *op;
  char *attributes;
  int n_inputs;
  Operand inputs[MAX_INPUTS];
};

const int test_channels[] = { 1, 3, 7, 8, 15, 16, 17, 33, 64 };
const int test_n_channels = G_N_ELEMENTS (test_channels);

static GRand *test_random;

void
test_init (int *argc, char ***argv)
{
  setlocale (LC_CTYPE, "C.UTF-8"); /* messages have signs */
  g_test_init (argc, argv, NULL);
  test_random = g_rand_new_with_seed (1);
}

void
test_reseed (guint32 seed)
{
  g_rand_set_seed (test_random, seed);
}

static void
run_seeded (gconstpointer func)
{
  test_reseed (1);
  ((void (*) (void))func) ();
}

void
test_add (const char *path, void (*func) (void))
{
  g_test_add_data_func (path, (gconstpointer)func, run_seeded);
}

int
test_random_int (int first, int last)
{
  return g_rand_int_range (test_random, first, last + 1);
}

float *
test_random_floats (gint64 count, double low, double high)
{
  float *values = g_new (float, count);

  for (gint64 i = 0; i < count; i++)
    values[i] = g_rand_double_range (test_random, low, high);
  return values;
}

const VanityKernels *
test_get_kernels (int index)
{
  static const char *const names[] = { "portable", "avx2", "avx512" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const VanityKernels *kernels = vanity_kernels_find (names[i]);

      if (kernels != NULL && index-- == 0)
        return kernels;
    }
  return NULL;
}

VanityPool *
test_get_pool (int threads)
{
  static VanityPool *pools[3];

  if (threads > 2)
    return NULL;
  if (pools[threads] == NULL)
    pools[threads] = vanity_pool_new (threads);
  return pools[threads];
}

VanityAttributes *
test_attributes (const char *text)
{
  g_autoptr (GError) error = NULL;
  VanityAttributes *attributes = vanity_attributes_parse (text, &error);

  g_assert_no_error (error);
  return attributes;
}

VanityValueId
test_graph_add (VanityGraph *graph, const char *op, const char *name, const VanityValueId *inputs,
                int n_inputs, const char *attributes)
{
  g_autoptr (GError) error = NULL;
  VanityValueId output = -1;

  vanity_graph_add_node (graph, op, name, inputs, n_inputs, test_attributes (attributes), &output,
                         1, &error);
  g_assert_no_error (error);
  return output;
}

VanityValueId
test_graph_add_input (VanityGraph *graph, const VanityShape *shape)
{
  g_autoptr (GError) error = NULL;
  VanityValueId id = vanity_graph_add_input (graph, "input", shape, &error);

  g_assert_no_error (error);
  return id;
}

VanityValueId
test_graph_add_weights (VanityGraph *graph, const VanityShape *shape)
{
  g_autoptr (GError) error = NULL;
  g_autofree float *values = test_random_floats (vanity_shape_get_elements (shape), -1, 1);
  VanityValueId id
      = vanity_graph_add_constant (graph, "weights", VANITY_FLOAT32, shape, values, &error);

  g_assert_no_error (error);
  return id;
}

char *
test_read_programs (const char *folder, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, &error);
  g_autoptr (GString) all = g_string_new (NULL);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (name, ".c"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, &error));
      if (strstr (text, part) != NULL && strstr (text, "main (") != NULL)
        g_string_append (all, text);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

void
test_assert_near (const char *what, const float *values, const float *expected, gint64 count,
                  double tolerance)
{
  for (gint64 i = 0; i < count; i++)
    {
      float value = values[i], wish = expected[i];

      if (isfinite (wish) ? !(ABS (value - wish) <= tolerance * (1 + ABS (wish)))
                          : !(value == wish || (isnan (value) && isnan (wish))))
        g_error ("%s: element %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " is %.9g instead of %.9g",
                 what, i, count, value, wish);
    }
}

void
test_assert_error (GError **error, int code, const char *part)
{
  g_assert_error (*error, VANITY_ERROR, code);
  if (strstr ((*error)->message, part) == NULL)
    g_error ("“%s” does not say “%s”", (*error)->message, part);
  g_assert_null (strchr ((*error)->message, '\n'));
  g_clear_error (error);
}

TestNode *
test_node_new (const char *op, const char *attributes_format, ...)
{
  TestNode *self = g_new0 (TestNode, 1);
  va_list args;

  self->op = op;
  va_start (args, attributes_format);
  self->attributes = g_strdup_vprintf (attributes_format, args);
  va_end (args);
  return self;
}

void
test_node_free (TestNode *self)
{
  for (int i = 0; i < self->n_inputs; i++)
    g_free (self->inputs[i].values);
  g_free (self->attributes);
  g_free (self);
}

static Operand *
node_add (TestNode *self, const Operand *operand)
{
  g_assert_cmpint (self->n_inputs, <, MAX_INPUTS);
  self->inputs[self->n_inputs] = *operand;
  return &self->inputs[self->n_inputs++];
}

float *
test_node_add_input (TestNode *self, const VanityShape *shape, double low, double high)
{
  return node_add (self, &(Operand){ .shape = *shape,
                                     .values = test_random_floats (
                                         MAX (vanity_shape_get_elements (shape), 0), low, high) })
      ->values;
}

float *
test_node_add_constant (TestNode *self, const VanityShape *shape, double low, double high)
{
  float *values = test_node_add_input (self, shape, low, high);

  self->inputs[self->n_inputs - 1].constant = TRUE;
  return values;
}

void
test_node_add_ints (TestNode *self, const gint64 *values, int n_values)
{
  node_add (self, &(Operand){ .type = VANITY_INT64,
                              .shape = VANITY_SHAPE (n_values),
                              .values = g_memdup2 (values, n_values * sizeof *values),
                              .constant = TRUE });
}

void
test_node_skip_input (TestNode *self)
{
  node_add (self, &(Operand){ .shape = { .rank = -1 } });
}

/* A graph of the node alone; NULL when it is refused. */
static VanityGraph *
node_make_graph (TestNode *self, GError **error)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("test");
  VanityValueId ids[MAX_INPUTS], output;

  for (int i = 0; i < self->n_inputs; i++)
    {
      const Operand *operand = &self->inputs[i];

      if (operand->shape.rank < 0)
        ids[i] = -1;
      else if (operand->constant)
        ids[i] = vanity_graph_add_constant (graph, "constant", operand->type, &operand->shape,
                                            operand->values, error);
      else
        ids[i] = vanity_graph_add_input (graph, "input", &operand->shape, error);
      if (ids[i] < 0 && operand->shape.rank >= 0)
        return NULL;
    }
  if (!vanity_graph_add_node (graph, self->op, "node", ids, self->n_inputs,
                              test_attributes (self->attributes), &output, 1, error))
    return NULL;
  vanity_graph_add_output (graph, output);
  return g_steal_pointer (&graph);
}

static void
node_fill_inputs (TestNode *self, VanityExecutor *executor)
{
  for (int i = 0, input = 0; i < self->n_inputs; i++)
    {
      const Operand *operand = &self->inputs[i];

      if (operand->shape.rank >= 0 && !operand->constant)
        memcpy (vanity_executor_get_input (executor, input++), operand->values,
                vanity_shape_get_elements (&operand->shape) * sizeof (float));
    }
}

/* `count` floats between guards; their beginning is 4-byte aligned only. */
static float *
guarded_new (gint64 count)
{
  float *all = g_new (float, count + 2 * GUARD);

  for (gint64 i = 0; i < count + 2 * GUARD; i++)
    all[i] = GUARD_VALUE;
  return all + GUARD - 1;
}

static void
guarded_free (float *values, gint64 count, const char *what)
{
  for (gint64 i = 1 - GUARD; i < count + GUARD + 1; i++)
    if ((i < 0 || i >= count) && values[i] != GUARD_VALUE)
      g_error ("%s: element %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " was written", what, i,
               count);
  g_free (values + 1 - GUARD);
}

/* Runs the step apart from its executor, on inputs that end where the heap's blocks do, so that a
 * sanitizer sees what is read beside them. */
static void
node_check_apart (TestNode *self, const VanityCall *step, const float *expected, double tolerance,
                  gboolean in_place, const char *what)
{
  VanityTensor inputs[MAX_INPUTS];
  VanityTensor output = step->outputs[0];
  gint64 count = vanity_shape_get_elements (&output.shape);
  g_autofree gpointer scratch = g_malloc (step->scratch_bytes + 64);
  float *out = guarded_new (count);
  VanityCall call = *step;

  memset (scratch, 0xff, step->scratch_bytes + 64);
  for (int i = 0; i < step->n_inputs; i++)
    {
      const Operand *operand = &self->inputs[i];

      inputs[i] = step->inputs[i];
      if (operand->shape.rank < 0)
        continue;
      if (i < 32 && (step->op->static_inputs & (1u << i)) != 0)
        inputs[i].data = NULL;
      else
        inputs[i].data = g_memdup2 (operand->values,
                                    vanity_shape_get_elements (&operand->shape) * sizeof (float));
    }
  if (in_place)
    {
      memcpy (out, inputs[0].data, count * sizeof *out);
      g_clear_pointer (&inputs[0].data, g_free);
      inputs[0].data = out;
    }
  output.data = out;
  call.inputs = inputs;
  call.outputs = &output;
  call.scratch = (gpointer)(((gsize)scratch + 63) / 64 * 64);
  call.op->forward (&call);
  test_assert_near (what, out, expected, count, tolerance);
  for (int i = 0; i < step->n_inputs; i++)
    {
      if (in_place && i == 0)
        continue;
      if (inputs[i].shape.rank >= 0 && inputs[i].data != NULL)
        g_assert_cmpmem (
            inputs[i].data, vanity_shape_get_elements (&inputs[i].shape) * sizeof (float),
            self->inputs[i].values, vanity_shape_get_elements (&inputs[i].shape) * sizeof (float));
      g_free (inputs[i].shape.rank >= 0 ? inputs[i].data : NULL);
    }
  guarded_free (out, count, what);
}

static void
node_check_on (TestNode *self, VanityPool *pool, const VanityShape *shape, const float *expected,
               double tolerance, const char *what)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = node_make_graph (self, &error);
  g_autoptr (VanityExecutor) executor = NULL;
  g_autofree char *expected_shape = vanity_shape_to_string (shape);
  g_autofree char *output_shape = NULL;

  if (graph == NULL)
    g_error ("%s: %s", what, error->message);
  executor = vanity_executor_new (graph, pool, &error);
  g_assert_no_error (error);
  output_shape = vanity_shape_to_string (vanity_executor_get_output_shape (executor, 0));
  if (!g_str_equal (output_shape, expected_shape))
    g_error ("%s: shape %s instead of %s", what, output_shape, expected_shape);

  vanity_executor_poison (executor, NAN);
  node_fill_inputs (self, executor);
  g_assert_true (vanity_executor_run (executor, NULL, &error));
  test_assert_near (what, vanity_executor_get_output (executor, 0), expected,
                    vanity_shape_get_elements (shape), tolerance);
  if (vanity_executor_get_n_steps (executor) == 1)
    {
      const VanityCall *step = vanity_executor_get_step (executor, 0);

      node_check_apart (self, step, expected, tolerance, FALSE, what);
      if ((step->op->flags & VANITY_OPERATOR_IN_PLACE) != 0
          && vanity_shape_get_elements (&step->inputs[0].shape)
                 == vanity_shape_get_elements (&step->outputs[0].shape))
        node_check_apart (self, step, expected, tolerance, TRUE, what);
    }
}

void
test_node_check (TestNode *self, const VanityShape *shape, const float *expected, double tolerance)
{
  const VanityKernels *kernels;

  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    for (int threads = 1; threads <= 2; threads++)
      {
        g_autofree char *what = g_strdup_printf ("%s (%s), %s, %d threads", self->op,
                                                 self->attributes, kernels->name, threads);

        vanity_kernels_set_default (kernels);
        node_check_on (self, test_get_pool (threads), shape, expected, tolerance, what);
      }
  vanity_kernels_set_default (NULL);
}

void
test_node_refuse (TestNode *self, int code, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = node_make_graph (self, &error);
  g_autofree char *prefix = g_strdup_printf ("Node “node” (%s): ", self->op);

  if (graph != NULL)
    g_error ("%s (%s) is not refused for “%s”", self->op, self->attributes, rule);
  if (!g_str_has_prefix (error->message, prefix))
    g_error ("“%s” does not begin with “%s”", error->message, prefix);
  test_assert_error (&error, code, rule);
}
