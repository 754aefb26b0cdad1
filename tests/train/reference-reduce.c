/* Reductions along axes, and poolings over everything. */
#include "reference.h"

#include <math.h>

static double
step_sum (double kept, double x)
{
  return kept + x;
}

static double
step_absolute (double kept, double x)
{
  return kept + fabs (x);
}

static double
step_square (double kept, double x)
{
  return kept + x * x;
}

static double
step_exponential (double kept, double x)
{
  return kept + exp (x);
}

static double
step_product (double kept, double x)
{
  return kept * x;
}

static double
step_largest (double kept, double x)
{
  return x > kept ? x : kept;
}

static double
step_smallest (double kept, double x)
{
  return x < kept ? x : kept;
}

typedef struct
{
  const char *op;
  double start;
  double (*step) (double kept, double x);
  double (*finish) (double kept); /* NULL: nothing */
  gboolean mean;
  gboolean space; /* all axes between the first and the last */
} Reduction;

static const Reduction reductions[] = {
  { "GlobalAveragePool", 0, step_sum, NULL, TRUE, TRUE },
  { "GlobalMaxPool", -INFINITY, step_largest, NULL, FALSE, TRUE },
  { "ReduceL1", 0, step_absolute },
  { "ReduceL2", 0, step_square, sqrt },
  { "ReduceLogSum", 0, step_sum, log },
  { "ReduceLogSumExp", 0, step_exponential, log },
  { "ReduceMax", -INFINITY, step_largest },
  { "ReduceMean", 0, step_sum, NULL, TRUE },
  { "ReduceMin", INFINITY, step_smallest },
  { "ReduceProd", 1, step_product },
  { "ReduceSum", 0, step_sum },
  { "ReduceSumSquare", 0, step_square },
};

static const Reduction *
find_reduction (const char *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (reductions); i++)
    if (g_str_equal (reductions[i].op, op))
      return &reductions[i];
  g_assert_not_reached ();
}

/* Which axes are gone through. */
static void
find_axes (const ReferenceCall *call, gboolean space, gboolean *through)
{
  int rank = call->inputs[0].shape.rank;
  gint64 axes[VANITY_MAX_RANK];
  int n_axes = reference_get_ints (call, "axes", 0, 0, axes);
  gboolean all = n_axes <= 0 && reference_get_int (call, "noop_with_empty_axes", 0) == 0;

  for (int i = 0; i < rank; i++)
    through[i] = space ? i > 0 && i < rank - 1 : all;
  for (int i = 0; i < n_axes; i++)
    through[axes[i] < 0 ? axes[i] + rank : axes[i]] = TRUE;
}

static void
run_reduction (ReferenceCall *call)
{
  const Reduction *reduction = find_reduction (call->op);
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 n_out = vanity_shape_get_elements (&call->output.shape);
  gint64 each = vanity_shape_get_elements (shape) / n_out;
  gint64 index[VANITY_MAX_RANK] = { 0 }, at = 0;
  gboolean through[VANITY_MAX_RANK];
  double *out = call->output.data;

  find_axes (call, reduction->space, through);
  for (gint64 i = 0; i < n_out; i++)
    out[i] = reduction->start;
  do
    {
      gint64 to = 0;

      for (int i = 0; i < shape->rank; i++)
        if (!through[i])
          to = to * shape->dim[i] + index[i];
      out[to] = reduction->step (out[to], call->inputs[0].data[at++]);
    }
  while (reference_next (shape, index));
  for (gint64 i = 0; i < n_out; i++)
    {
      if (reduction->mean)
        out[i] /= each;
      if (reduction->finish != NULL)
        out[i] = reduction->finish (out[i]);
    }
}

const ReferenceEntry reference_reduce[] = {
  { "GlobalAveragePool", run_reduction },
  { "GlobalMaxPool", run_reduction },
  { "ReduceL1", run_reduction },
  { "ReduceL2", run_reduction },
  { "ReduceLogSum", run_reduction },
  { "ReduceLogSumExp", run_reduction },
  { "ReduceMax", run_reduction },
  { "ReduceMean", run_reduction },
  { "ReduceMin", run_reduction },
  { "ReduceProd", run_reduction },
  { "ReduceSum", run_reduction },
  { "ReduceSumSquare", run_reduction },
  { NULL },
};
