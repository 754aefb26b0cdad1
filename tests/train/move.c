/* Gradients of what moves elements, repeats them or leaves some out. */
#include "gradient.h"

/* One input of that shape. */
static void
check (const char *op, VanityShape shape, const char *attributes)
{
  gradient_check (op, attributes, &(GradientInput){ GRADIENT_INPUT, shape, -1, 1 }, 1);
}

/* "[1,2,3]", to be freed. */
static char *
print_list (const gint64 *values, int n_values)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (int i = 0; i < n_values; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", values[i]);
  g_string_append_c (text, ']');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The numbers below `count`, in any order. */
static void
draw_order (gint64 *order, int count)
{
  for (int i = 0; i < count; i++)
    {
      int other = test_random_int (0, i);

      order[i] = order[other];
      order[other] = i;
    }
}

static void
test_transpose (void)
{
  check ("Transpose", VANITY_SHAPE (7, 9), "");
  check ("Transpose", VANITY_SHAPE (3, 70, 33), "perm=[0,2,1]");
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = gradient_draw_shape (1, 5);
      gint64 order[VANITY_MAX_RANK];
      g_autofree char *list = NULL, *attributes = NULL;

      draw_order (order, shape.rank);
      list = print_list (order, shape.rank);
      attributes = g_strdup_printf ("perm=%s", list);
      check ("Transpose", shape, attributes);
    }
}

/* Start, end and step along an axis of so many elements, of which some are left. */
static void
draw_cut (gint64 length, gint64 *start, gint64 *end, gint64 *step)
{
  gint64 first = test_random_int (0, length - 1), last = test_random_int (0, length - 1);

  *step = test_random_int (1, 3);
  if (first > last)
    *step = -*step;
  *start = gradient_draw_once_in (2) ? first : first - length;
  /* What lies behind the last one; before the first element there is nothing but −length − 1. */
  *end = *step > 0 ? last + 1 : last > 0 ? last - 1 : -length - 1;
  if (*step > 0 && gradient_draw_once_in (5))
    *end = length + 3;
}

static void
test_slice (void)
{
  check ("Slice", VANITY_SHAPE (6, 9, 3), "starts=[-1,0] ends=[-7,9] steps=[-2,3] axes=[0,1]");
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = gradient_draw_shape (1, 5);
      gint64 starts[VANITY_MAX_RANK], ends[VANITY_MAX_RANK], steps[VANITY_MAX_RANK];
      gint64 axes[VANITY_MAX_RANK];
      int n_axes = test_random_int (1, shape.rank);
      g_autofree char *start = NULL, *end = NULL, *step = NULL, *axis = NULL, *attributes = NULL;

      draw_order (axes, shape.rank);
      for (int k = 0; k < n_axes; k++)
        {
          draw_cut (shape.dim[axes[k]], &starts[k], &ends[k], &steps[k]);
          axes[k] -= gradient_draw_once_in (3) ? shape.rank : 0;
        }
      start = print_list (starts, n_axes);
      end = print_list (ends, n_axes);
      step = print_list (steps, n_axes);
      axis = print_list (axes, n_axes);
      attributes = g_strdup_printf ("starts=%s ends=%s steps=%s axes=%s", start, end, step, axis);
      check ("Slice", shape, attributes);
    }
}

static void
test_repeat (void)
{
  check ("Expand", VANITY_SHAPE (1), "shape=[5]");
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape whole = gradient_draw_shape (2, 4), part = { .rank = whole.rank - 1 };
      g_autofree char *list = print_list (whole.dim, whole.rank);
      g_autofree char *attributes = g_strdup_printf ("shape=%s", list);

      for (int k = 0; k < part.rank; k++)
        part.dim[k] = gradient_draw_once_in (2) ? 1 : whole.dim[k + 1];
      check ("Expand", part, attributes);
    }
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = gradient_draw_shape (1, 4);
      gint64 repeats[VANITY_MAX_RANK];
      g_autofree char *list = NULL, *attributes = NULL;

      for (int k = 0; k < shape.rank; k++)
        repeats[k] = test_random_int (1, 3);
      list = print_list (repeats, shape.rank);
      attributes = g_strdup_printf ("repeats=%s", list);
      check ("Tile", shape, attributes);
    }
  check ("Tile", VANITY_SHAPE (301, 53), "repeats=[2,3]");
}

/* Some elements several times, some not at all. */
static void
test_gather (void)
{
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = gradient_draw_shape (1, 4);
      int axis = test_random_int (0, shape.rank - 1);
      g_autofree char *attributes = g_strdup_printf ("axis=%d", axis);
      GradientInput inputs[] = {
        { GRADIENT_INPUT, shape, -1, 1 },
        { gradient_draw_once_in (2) ? GRADIENT_FIXED_INPUT : GRADIENT_FIXED_CONSTANT,
          VANITY_SHAPE (test_random_int (1, 7), test_random_int (1, 17)), -shape.dim[axis],
          shape.dim[axis] - 1, .whole = TRUE },
      };

      gradient_check ("Gather", attributes, inputs, 2);
    }
}

static void
test_blocks (void)
{
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      int block = test_random_int (1, 3), channels = gradient_draw_channels ();
      VanityShape deep = VANITY_SHAPE (test_random_int (1, 2), test_random_int (1, 4),
                                       test_random_int (1, 4), channels * block * block);
      VanityShape wide;
      g_autofree char *size = g_strdup_printf ("blocksize=%d", block);
      g_autofree char *other = g_strdup_printf ("%s mode=CRD", size);

      if (gradient_draw_once_in (10))
        gradient_grow (&deep, test_random_int (0, 2));
      wide = VANITY_SHAPE (deep.dim[0], deep.dim[1] * block, deep.dim[2] * block, channels);
      check ("DepthToSpace", deep, size);
      check ("DepthToSpace", deep, other);
      check ("SpaceToDepth", wide, size);
    }
}

static void
test_concat (void)
{
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      VanityShape shape = gradient_draw_shape (1, 4);
      int axis = test_random_int (0, shape.rank - 1), n_inputs = test_random_int (1, 5);
      g_autofree char *attributes
          = g_strdup_printf ("axis=%d", axis - (gradient_draw_once_in (2) ? shape.rank : 0));
      GradientInput inputs[5];

      for (int k = 0; k < n_inputs; k++)
        {
          static const GradientKind kinds[]
              = { GRADIENT_INPUT, GRADIENT_FIXED_INPUT, GRADIENT_PARAMETER };

          inputs[k] = (GradientInput){ kinds[k == 0 ? 0 : test_random_int (0, 2)], shape, -1, 1 };
          inputs[k].shape.dim[axis] = test_random_int (1, 5);
        }
      gradient_check ("Concat", attributes, inputs, n_inputs);
    }
  gradient_check ("Concat", "axis=1",
                  (GradientInput[]){ { GRADIENT_INPUT, VANITY_SHAPE (57, 3, 301), -1, 1 },
                                     { GRADIENT_PARAMETER, VANITY_SHAPE (57, 4, 301), -1, 1 } },
                  2);
}

/* None with an axis so long that its padding takes seconds. */
static VanityShape
draw_short (void)
{
  VanityShape shape;

  do
    shape = gradient_draw_shape (1, 4);
  while (vanity_shape_get_elements (&shape) > 20000);
  return shape;
}

static void
test_pad (void)
{
  static const char *const modes[] = { "constant", "reflect", "edge", "wrap" };

  for (int i = 0; i < gradient_count_draws (80); i++)
    {
      const char *mode = modes[i % 4];
      VanityShape shape = draw_short ();
      gint64 pads[2 * VANITY_MAX_RANK];
      g_autofree char *list = NULL, *attributes = NULL;

      for (int k = 0; k < shape.rank; k++)
        for (int end = 0; end < 2; end++)
          {
            /* Of its own elements a tensor has no more. */
            gint64 most = i % 4 == 1 ? shape.dim[k] - 1 : i % 4 == 3 ? shape.dim[k] : 3;

            pads[k + end * shape.rank]
                = gradient_draw_once_in (2) ? 0 : test_random_int (0, MIN (most, 3));
          }
      list = print_list (pads, 2 * shape.rank);
      attributes = g_strdup_printf ("mode=%s value=0.5 pads=%s", mode, list);
      check ("Pad", shape, attributes);
    }
  check ("Pad", VANITY_SHAPE (31, 37, 91), "mode=reflect pads=[1,2,0,2,1,0]");
  check ("Pad", VANITY_SHAPE (301, 307), "value=0.5 pads=[1,2,3,0]");
  check ("Pad", VANITY_SHAPE (2, 4, 5, 6), "mode=reflect pads=[2,1,1,3] axes=[-3,2]");
}

static void
test_view (void)
{
  check ("Identity", VANITY_SHAPE (3, 4), "");
  check ("Reshape", VANITY_SHAPE (3, 4, 5), "shape=[0,-1,2]");
  check ("Flatten", VANITY_SHAPE (3, 4, 5), "axis=2");
  check ("Squeeze", VANITY_SHAPE (3, 1, 5, 1), "");
  check ("Squeeze", VANITY_SHAPE (3, 1, 5, 1), "axes=[-1]");
  check ("Unsqueeze", VANITY_SHAPE (3, 5), "axes=[0,2]");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/move/transpose", test_transpose);
  test_add ("/train/move/slice", test_slice);
  test_add ("/train/move/repeat", test_repeat);
  test_add ("/train/move/gather", test_gather);
  test_add ("/train/move/blocks", test_blocks);
  test_add ("/train/move/concat", test_concat);
  test_add ("/train/move/pad", test_pad);
  test_add ("/train/move/view", test_view);
  return g_test_run ();
}
