/* Operators that repeat, pick or regroup elements. */
#include "support.h"

#include <math.h>

static void
test_expand (void)
{
  g_autoptr (TestNode) node = test_node_new ("Expand", "%s", "");
  g_autoptr (TestNode) same = test_node_new ("Expand", "shape=[1,5]");
  g_autoptr (TestNode) wrong = test_node_new ("Expand", "shape=[4,5]");
  float *in = test_node_add_input (node, &VANITY_SHAPE (3, 1, 5), -1, 1);
  float expected[2 * 3 * 4 * 5];

  test_node_add_ints (node, (const gint64[]){ 2, 1, 4, 1 }, 4);
  for (int i = 0; i < 120; i++)
    expected[i] = in[i / 20 % 3 * 5 + i % 5];
  test_node_check (node, &VANITY_SHAPE (2, 3, 4, 5), expected, 0);
  in = test_node_add_input (same, &VANITY_SHAPE (3, 5), -1, 1);
  test_node_check (same, &VANITY_SHAPE (3, 5), in, 0);
  test_node_add_input (wrong, &VANITY_SHAPE (3, 5), -1, 1);
  test_node_refuse (wrong, VANITY_ERROR_VALUE, "cannot become");
}

static void
test_tile (void)
{
  g_autoptr (TestNode) node = test_node_new ("Tile", "%s", "");
  g_autoptr (TestNode) short_one = test_node_new ("Tile", "repeats=[2]");
  g_autoptr (TestNode) none = test_node_new ("Tile", "repeats=[2,0]");
  float *in = test_node_add_input (node, &VANITY_SHAPE (2, 3, 5), -1, 1);
  float expected[6 * 3 * 10];

  test_node_add_ints (node, (const gint64[]){ 3, 1, 2 }, 3);
  for (int i = 0; i < 180; i++)
    expected[i] = in[i / 30 % 2 * 15 + i / 10 % 3 * 5 + i % 5];
  test_node_check (node, &VANITY_SHAPE (6, 3, 10), expected, 0);
  test_node_add_input (short_one, &VANITY_SHAPE (3, 5), -1, 1);
  test_node_refuse (short_one, VANITY_ERROR_VALUE, "repeats");
  test_node_add_input (none, &VANITY_SHAPE (3, 5), -1, 1);
  test_node_refuse (none, VANITY_ERROR_VALUE, "0 repeats");
}

static void
check_gather (int axis, gboolean constant)
{
  g_autoptr (TestNode) node = test_node_new ("Gather", "axis=%d", axis);
  VanityShape shape = VANITY_SHAPE (3, 4, 5), indices = VANITY_SHAPE (2, 3), out = { 0 };
  float *in = test_node_add_input (node, &shape, -1, 1);
  float *index = constant ? test_node_add_constant (node, &indices, 0, 1)
                          : test_node_add_input (node, &indices, 0, 1);
  gint64 length = shape.dim[axis], inner = vanity_shape_get_extent (&shape, axis + 1, 3);
  gint64 count;

  for (int i = 0; i < 6; i++)
    index[i] = test_random_int (-length, length - 1);
  for (int i = 0; i < 3; i++)
    {
      if (i != axis)
        {
          out.dim[out.rank++] = shape.dim[i];
          continue;
        }
      out.dim[out.rank++] = 2;
      out.dim[out.rank++] = 3;
    }
  count = vanity_shape_get_elements (&out);
  g_autofree float *expected = g_new (float, count);
  for (gint64 i = 0; i < count; i++)
    {
      gint64 at = index[i / inner % 6];

      expected[i] = in[(i / inner / 6 * length + (at < 0 ? at + length : at)) * inner + i % inner];
    }
  test_node_check (node, &out, expected, 0);
}

static void
test_gather (void)
{
  for (int axis = 0; axis < 3; axis++)
    {
      check_gather (axis, TRUE);
      check_gather (axis, FALSE);
    }
}

/* What lies outside is refused where it is known, and taken from the edge where it is computed. */
static void
test_gather_outside (void)
{
  g_autoptr (TestNode) known = test_node_new ("Gather", "%s", "");
  g_autoptr (TestNode) computed = test_node_new ("Gather", "%s", "");
  float *in = test_node_add_input (known, &VANITY_SHAPE (3), -1, 1);

  test_node_add_constant (known, &VANITY_SHAPE (1), 3, 3.5);
  test_node_refuse (known, VANITY_ERROR_VALUE, "index");
  in = test_node_add_input (computed, &VANITY_SHAPE (3), -1, 1);
  float *index = test_node_add_input (computed, &VANITY_SHAPE (4), 0, 1);
  index[0] = 1e30;
  index[1] = -1e30;
  index[2] = NAN;
  index[3] = -1;
  test_node_check (computed, &VANITY_SHAPE (4), (float[]){ in[2], in[0], in[0], in[2] }, 0);
}

/* ONNX's own description: a reshape, a transposition and a reshape of [N, C, H, W]. */
static void
check_depth_to_space (gint64 channels, gint64 block, gboolean by_column)
{
  g_autoptr (TestNode) node
      = test_node_new ("DepthToSpace", "blocksize=%d%s", (int)block, by_column ? " mode=CRD" : "");
  gint64 all = channels * block * block;
  float *in = test_node_add_input (node, &VANITY_SHAPE (2, 3, 4, all), -1, 1);
  g_autofree float *expected = g_new (float, 24 * all);

  for (int n = 0; n < 2; n++)
    for (int y = 0; y < 3; y++)
      for (int x = 0; x < 4; x++)
        for (int by = 0; by < block; by++)
          for (int bx = 0; bx < block; bx++)
            for (int c = 0; c < channels; c++)
              {
                gint64 from
                    = by_column ? (c * block + by) * block + bx : (by * block + bx) * channels + c;
                gint64 row = (n * 3 + y) * block + by, column = x * block + bx;

                expected[(row * 4 * block + column) * channels + c]
                    = in[((n * 3 + y) * 4 + x) * all + from];
              }
  test_node_check (node, &VANITY_SHAPE (2, 3 * block, 4 * block, channels), expected, 0);
}

static void
test_depth_to_space (void)
{
  g_autoptr (TestNode) wrong = test_node_new ("DepthToSpace", "blocksize=2");
  g_autoptr (TestNode) missing = test_node_new ("DepthToSpace", "%s", "");

  for (int block = 1; block < 4; block++)
    for (int by_column = 0; by_column < 2; by_column++)
      {
        check_depth_to_space (1, block, by_column);
        check_depth_to_space (5, block, by_column);
      }
  test_node_add_input (wrong, &VANITY_SHAPE (1, 2, 2, 6), 0, 1);
  test_node_refuse (wrong, VANITY_ERROR_VALUE, "6 channels");
  test_node_add_input (missing, &VANITY_SHAPE (1, 2, 2, 4), 0, 1);
  test_node_refuse (missing, VANITY_ERROR_VALUE, "blocks");
}

static void
check_space_to_depth (gint64 channels, gint64 block)
{
  g_autoptr (TestNode) node = test_node_new ("SpaceToDepth", "blocksize=%d", (int)block);
  gint64 all = channels * block * block;
  float *in = test_node_add_input (node, &VANITY_SHAPE (2, 3 * block, 4 * block, channels), -1, 1);
  g_autofree float *expected = g_new (float, 24 * all);

  for (int n = 0; n < 2; n++)
    for (int y = 0; y < 3; y++)
      for (int x = 0; x < 4; x++)
        for (int by = 0; by < block; by++)
          for (int bx = 0; bx < block; bx++)
            for (int c = 0; c < channels; c++)
              expected[((n * 3 + y) * 4 + x) * all + (by * block + bx) * channels + c]
                  = in[(((n * 3 + y) * block + by) * 4 * block + x * block + bx) * channels + c];
  test_node_check (node, &VANITY_SHAPE (2, 3, 4, all), expected, 0);
}

static void
test_space_to_depth (void)
{
  g_autoptr (TestNode) wrong = test_node_new ("SpaceToDepth", "blocksize=2");

  for (int block = 1; block < 4; block++)
    {
      check_space_to_depth (1, block);
      check_space_to_depth (5, block);
    }
  test_node_add_input (wrong, &VANITY_SHAPE (1, 2, 3, 6), 0, 1);
  test_node_refuse (wrong, VANITY_ERROR_VALUE, "2×3 pixels");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/rearrange/expand", test_expand);
  test_add ("/nn/rearrange/tile", test_tile);
  test_add ("/nn/rearrange/gather", test_gather);
  test_add ("/nn/rearrange/gather-outside", test_gather_outside);
  test_add ("/nn/rearrange/depth-to-space", test_depth_to_space);
  test_add ("/nn/rearrange/space-to-depth", test_space_to_depth);
  return g_test_run ();
}
