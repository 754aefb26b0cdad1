#include "face/detection.h"

#include <math.h>

static void
test_anchors (void)
{
  static const VanityAnchorGrid grids[] = { { 16, 2 }, { 8, 6 } };
  int n;
  g_autofree VanityAnchor *anchors = vanity_anchors_new (grids, 2, &n);

  g_assert_cmpint (n, ==, 896);
  /* Two at the first cell's centre, then its neighbour to the right. */
  g_assert_cmpfloat (anchors[0].x, ==, 0.5f / 16);
  g_assert_cmpfloat (anchors[1].x, ==, 0.5f / 16);
  g_assert_cmpfloat (anchors[2].x, ==, 1.5f / 16);
  g_assert_cmpfloat (anchors[2].y, ==, 0.5f / 16);
  g_assert_cmpfloat (anchors[32].y, ==, 1.5f / 16);
  /* The coarse grid follows. */
  g_assert_cmpfloat (anchors[512].x, ==, 0.5f / 8);
  g_assert_cmpfloat (anchors[895].x, ==, 7.5f / 8);
  g_assert_cmpfloat (anchors[895].y, ==, 7.5f / 8);
}

static void
test_decode (void)
{
  static const VanityAnchor anchors[4] = { { 0.25, 0.5 }, { 0.5, 0.5 }, { 0.5, 0.5 }, { 0, 0 } };
  float boxes[4][VANITY_DETECTION_NUMBERS] = { { 0 } };
  float logits[4] = { 2, -3, NAN, 1000 };
  g_autoptr (GArray) detections = g_array_new (FALSE, FALSE, sizeof (VanityDetection));

  boxes[0][0] = 12.8f;  /* a tenth right of its anchor */
  boxes[0][1] = -12.8f; /* a tenth above */
  boxes[0][2] = 32;
  boxes[0][3] = 64;
  boxes[0][4] = 6.4f;   /* first keypoint */
  boxes[0][15] = 25.6f; /* last one, y */
  for (int i = 1; i < 4; i++)
    boxes[i][2] = boxes[i][3] = 10;
  boxes[3][7] = INFINITY;
  vanity_detections_decode (&boxes[0][0], logits, anchors, 4, 128, 0.5f, detections);

  /* The others: below the threshold, no number, not finite. */
  g_assert_cmpint (detections->len, ==, 1);
  const VanityDetection *d = &g_array_index (detections, VanityDetection, 0);
  g_assert_cmpfloat_with_epsilon (d->x, 0.35, 1e-6);
  g_assert_cmpfloat_with_epsilon (d->y, 0.4, 1e-6);
  g_assert_cmpfloat_with_epsilon (d->width, 0.25, 1e-6);
  g_assert_cmpfloat_with_epsilon (d->height, 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (d->keypoint[0][0], 0.3, 1e-6);
  g_assert_cmpfloat_with_epsilon (d->keypoint[5][1], 0.7, 1e-6);
  g_assert_cmpfloat_with_epsilon (d->score, 1 / (1 + exp (-2)), 1e-6);
}

static void
test_overlap (void)
{
  VanityDetection one = { .x = 0.5, .y = 0.5, .width = 0.2, .height = 0.2 };
  VanityDetection other = one;

  g_assert_cmpfloat_with_epsilon (vanity_detection_overlap (&one, &other), 1, 1e-6);
  other.x += 0.1f; /* half of each is common: a third of the union */
  g_assert_cmpfloat_with_epsilon (vanity_detection_overlap (&one, &other), 1.0 / 3, 1e-5);
  other.x += 0.2f;
  g_assert_cmpfloat (vanity_detection_overlap (&one, &other), ==, 0);
}

static void
test_suppress (void)
{
  g_autoptr (GArray) detections = g_array_new (FALSE, FALSE, sizeof (VanityDetection));
  VanityDetection list[] = {
    { .x = 0.52, .y = 0.5, .width = 0.2, .height = 0.2, .score = 0.6 },
    { .x = 0.10, .y = 0.1, .width = 0.1, .height = 0.1, .score = 0.7 },
    { .x = 0.50, .y = 0.5, .width = 0.2, .height = 0.2, .score = 0.9 },
  };

  list[0].keypoint[2][1] = 0.8;
  list[2].keypoint[2][1] = 0.5;
  g_array_append_vals (detections, list, G_N_ELEMENTS (list));
  vanity_detections_suppress (detections, 0.3f);

  g_assert_cmpint (detections->len, ==, 2);
  const VanityDetection *best = &g_array_index (detections, VanityDetection, 0);
  g_assert_cmpfloat (best->score, ==, 0.9f);
  g_assert_cmpfloat_with_epsilon (best->x, (0.9 * 0.5 + 0.6 * 0.52) / 1.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (best->width, 0.2, 1e-6);
  g_assert_cmpfloat_with_epsilon (best->keypoint[2][1], (0.9 * 0.5 + 0.6 * 0.8) / 1.5, 1e-6);
  const VanityDetection *alone = &g_array_index (detections, VanityDetection, 1);
  g_assert_cmpfloat_with_epsilon (alone->x, 0.1, 1e-6);
  g_assert_cmpfloat (alone->score, ==, 0.7f);
}

static void
test_suppress_none (void)
{
  g_autoptr (GArray) detections = g_array_new (FALSE, FALSE, sizeof (VanityDetection));

  vanity_detections_suppress (detections, 0.3f);
  g_assert_cmpint (detections->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detection/anchors", test_anchors);
  g_test_add_func ("/detection/decode", test_decode);
  g_test_add_func ("/detection/overlap", test_overlap);
  g_test_add_func ("/detection/suppress", test_suppress);
  g_test_add_func ("/detection/suppress-none", test_suppress_none);
  return g_test_run ();
}
