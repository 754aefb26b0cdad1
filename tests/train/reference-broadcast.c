/* What combines the elements of several tensors, one by one, under broadcasting. */
#include "reference.h"

#include <math.h>

static double
add (const double *x)
{
  return x[0] + x[1];
}

static double
subtract (const double *x)
{
  return x[0] - x[1];
}

static double
multiply (const double *x)
{
  return x[0] * x[1];
}

static double
divide (const double *x)
{
  return x[0] / x[1];
}

static double
power (const double *x)
{
  return pow (x[0], x[1]);
}

static double
larger (const double *x)
{
  return x[0] > x[1] ? x[0] : x[1];
}

static double
smaller (const double *x)
{
  return x[0] < x[1] ? x[0] : x[1];
}

static double
slope (const double *x)
{
  return x[0] < 0 ? x[1] * x[0] : x[0];
}

static double
choose (const double *x)
{
  return x[0] != 0 ? x[1] : x[2];
}

static double
get_broadcast (const ReferenceCall *call, int input, const gint64 *index)
{
  const ReferenceTensor *tensor = &call->inputs[input];

  return tensor->data[reference_find_broadcast (&tensor->shape, &call->output.shape, index)];
}

/* Of all inputs at once. */
static void
run_broadcast (ReferenceCall *call, double (*func) (const double *x))
{
  gint64 index[VANITY_MAX_RANK] = { 0 }, at = 0;
  double x[REFERENCE_MAX_INPUTS];

  do
    {
      for (int i = 0; i < call->n_inputs; i++)
        x[i] = get_broadcast (call, i, index);
      call->output.data[at++] = func (x);
    }
  while (reference_next (&call->output.shape, index));
}

/* Of the first two, then of what comes out and the third, and so on. */
static void
run_folded (ReferenceCall *call, double (*func) (const double *x))
{
  gint64 index[VANITY_MAX_RANK] = { 0 }, at = 0;

  do
    {
      double x[2] = { get_broadcast (call, 0, index) };

      for (int i = 1; i < call->n_inputs; i++)
        {
          x[1] = get_broadcast (call, i, index);
          x[0] = func (x);
        }
      call->output.data[at++] = x[0];
    }
  while (reference_next (&call->output.shape, index));
}

static void
run_add (ReferenceCall *call)
{
  run_broadcast (call, add);
}

static void
run_sub (ReferenceCall *call)
{
  run_broadcast (call, subtract);
}

static void
run_mul (ReferenceCall *call)
{
  run_broadcast (call, multiply);
}

static void
run_div (ReferenceCall *call)
{
  run_broadcast (call, divide);
}

static void
run_pow (ReferenceCall *call)
{
  run_broadcast (call, power);
}

static void
run_prelu (ReferenceCall *call)
{
  run_broadcast (call, slope);
}

static void
run_where (ReferenceCall *call)
{
  run_broadcast (call, choose);
}

static void
run_max (ReferenceCall *call)
{
  run_folded (call, larger);
}

static void
run_min (ReferenceCall *call)
{
  run_folded (call, smaller);
}

const ReferenceEntry reference_broadcast[] = {
  { "Add", run_add }, { "Div", run_div }, { "Max", run_max },
  { "Min", run_min }, { "Mul", run_mul }, { "PRelu", run_prelu },
  { "Pow", run_pow }, { "Sub", run_sub }, { "Where", run_where },
  { NULL },
};
