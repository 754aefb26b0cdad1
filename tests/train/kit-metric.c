/* Metrics against numbers worked out by hand. */
#include "train/confusion.h"
#include "train/metric.h"

#include "gradient.h"

#include <math.h>

#define NEAR(value, expected) g_assert_cmpfloat_with_epsilon (value, expected, 1e-12)

static void
test_confusion (void)
{
  /* Of 4 of class 0, 3 are found; of 2 of class 1, 1; one of class 0 and one of 1 are said to be 2,
   * which has none. There is neither a 3 nor was one said. */
  static const int pairs[][2] = { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 2 }, { 1, 1 }, { 1, 2 } };
  VanityConfusion confusion;

  vanity_confusion_init (&confusion, 4);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    vanity_confusion_add (&confusion, pairs[i][0], pairs[i][1]);
  g_assert_cmpuint (confusion.counts[0], ==, 3);
  g_assert_cmpuint (confusion.counts[1 * 4 + 2], ==, 1);
  NEAR (vanity_confusion_get_accuracy (&confusion), 4.0 / 6);
  NEAR (vanity_confusion_get_recall (&confusion, 0), 0.75);
  NEAR (vanity_confusion_get_precision (&confusion, 0), 1);
  NEAR (vanity_confusion_get_f1 (&confusion, 0), 1.5 / 1.75);
  NEAR (vanity_confusion_get_iou (&confusion, 0), 0.75);
  NEAR (vanity_confusion_get_recall (&confusion, 1), 0.5);
  NEAR (vanity_confusion_get_iou (&confusion, 1), 0.5);
  NEAR (vanity_confusion_get_precision (&confusion, 2), 0);
  NEAR (vanity_confusion_get_f1 (&confusion, 2), 0);
  NEAR (vanity_confusion_get_iou (&confusion, 3), 0);
  NEAR (vanity_confusion_get_macro_precision (&confusion), 2.0 / 3);
  NEAR (vanity_confusion_get_macro_recall (&confusion), 1.25 / 3);
  NEAR (vanity_confusion_get_macro_f1 (&confusion), (1.5 / 1.75 + 1.0 / 1.5) / 3);
  NEAR (vanity_confusion_get_mean_iou (&confusion), 1.25 / 3);
  /* A 1 that is said to be 0: both lose of their unions. */
  vanity_confusion_add (&confusion, 1, 0);
  NEAR (vanity_confusion_get_iou (&confusion, 0), 3.0 / 5);
  NEAR (vanity_confusion_get_iou (&confusion, 1), 1.0 / 3);
  vanity_confusion_clear (&confusion);
}

/* Nothing counted, and one class alone. */
static void
test_confusion_edges (void)
{
  double (*const get[]) (const VanityConfusion *)
      = { vanity_confusion_get_accuracy, vanity_confusion_get_macro_precision,
          vanity_confusion_get_macro_recall, vanity_confusion_get_macro_f1,
          vanity_confusion_get_mean_iou };
  VanityConfusion confusion;

  vanity_confusion_init (&confusion, 2);
  for (guint i = 0; i < G_N_ELEMENTS (get); i++)
    g_assert_cmpfloat (get[i](&confusion), ==, 0);
  vanity_confusion_add (&confusion, 1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (get); i++)
    g_assert_cmpfloat (get[i](&confusion), ==, 1);
  vanity_confusion_clear (&confusion);
}

static void
test_top_k (void)
{
  static const float scores[] = { 0.1f, 0.7f, 0.2f, 0, /* label 1: first */
                                  0.4f, 0.1f, 0.3f, 0, /* 2: second */
                                  0.5f, 0.5f, 0.5f, 0, /* 1: second, the equal one before it */
                                  0.1f, 0.2f, 0.3f, 0 /* 3: last */ };
  static const int labels[] = { 1, 2, 1, 3 };
  static const float strange[] = { NAN, 1, 2 };

  NEAR (vanity_metric_get_top_k (scores, labels, 4, 4, 1), 0.25);
  NEAR (vanity_metric_get_top_k (scores, labels, 4, 4, 2), 0.75);
  NEAR (vanity_metric_get_top_k (scores, labels, 4, 4, 3), 0.75);
  NEAR (vanity_metric_get_top_k (scores, labels, 4, 4, 4), 1);
  NEAR (vanity_metric_get_top_k (scores, labels, 4, 4, 9), 1);
  NEAR (vanity_metric_get_top_k (scores, labels, 0, 4, 1), 0);
  NEAR (vanity_metric_get_top_k (strange, (int[]){ 0 }, 1, 3, 3), 0);
  NEAR (vanity_metric_get_top_k (strange, (int[]){ 2 }, 1, 3, 1), 1);
}

static void
test_auc (void)
{
  static const float scores[] = { 0.1f, 0.4f, 0.35f, 0.8f }, ties[] = { 0.5f, 0.5f, 0.2f, 0.9f };
  static const float same[] = { 3, 3, 3, 3, 3 }, strange[] = { 1, NAN };

  /* Of four pairs, three are in order. */
  NEAR (vanity_metric_get_auc (scores, (guint8[]){ 0, 0, 1, 1 }, 4), 0.75);
  NEAR (vanity_metric_get_auc (scores, (guint8[]){ 1, 1, 0, 0 }, 4), 0.25);
  NEAR (vanity_metric_get_auc (scores, (guint8[]){ 0, 1, 0, 255 }, 4), 1);
  /* A half, and three of four. */
  NEAR (vanity_metric_get_auc (ties, (guint8[]){ 1, 0, 0, 1 }, 4), 3.5 / 4);
  NEAR (vanity_metric_get_auc (same, (guint8[]){ 1, 0, 0, 1, 0 }, 5), 0.5);
  g_assert_true (isnan (vanity_metric_get_auc (scores, (guint8[]){ 1, 1, 1, 1 }, 4)));
  g_assert_true (isnan (vanity_metric_get_auc (scores, (guint8[]){ 0, 0, 0, 0 }, 4)));
  g_assert_true (isnan (vanity_metric_get_auc (scores, NULL, 0)));
  g_assert_true (isnan (vanity_metric_get_auc (strange, (guint8[]){ 0, 1 }, 2)));
}

static void
test_psnr (void)
{
  static const float zeros[] = { 0, 0, 0, 0 }, some[] = { 0, 2, 0, 0 };

  /* A mean square of 1 against 255², and of 1 against 10². */
  NEAR (vanity_metric_get_psnr (zeros, some, 4, 255), 20 * log10 (255));
  NEAR (vanity_metric_get_psnr (some, zeros, 4, 10), 20);
  NEAR (vanity_metric_get_psnr (zeros, some, 4, 1), 0);
  g_assert_true (isinf (vanity_metric_get_psnr (some, some, 4, 255)));
}

static void
test_ssim (void)
{
  static const VanityShape shape = VANITY_SHAPE (1, 11, 13, 2);
  float one[286], other[286];

  for (int i = 0; i < 286; i++)
    {
      one[i] = 0.25f;
      other[i] = 0.75f;
    }
  /* Where nothing varies, means are all there is. */
  NEAR (vanity_metric_get_ssim (one, other, &shape, 1),
        (2 * 0.25 * 0.75 + 1e-4) / (0.25 * 0.25 + 0.75 * 0.75 + 1e-4));
  NEAR (vanity_metric_get_ssim (one, one, &shape, 1), 1);
  /* Turned around, what varies by much about zero is almost the opposite. */
  for (int i = 0; i < 286; i++)
    {
      one[i] = i / 2 % 2 == 0 ? 100 : -100;
      other[i] = -one[i];
    }
  g_assert_cmpfloat (vanity_metric_get_ssim (one, other, &shape, 1), <, -0.98);
  NEAR (vanity_metric_get_ssim (one, one, &shape, 1), 1);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/confusion", test_confusion);
  test_add ("/train/kit/confusion/edges", test_confusion_edges);
  test_add ("/train/kit/metric/top-k", test_top_k);
  test_add ("/train/kit/metric/auc", test_auc);
  test_add ("/train/kit/metric/psnr", test_psnr);
  test_add ("/train/kit/metric/ssim", test_ssim);
  return g_test_run ();
}
