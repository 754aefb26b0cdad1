/* Pictures of evidence have the photo's size, and show where the map says. */
#include "analysis/evidence.h"

#include "made-analysis.h"

static const VanityEvidence redness = { VANITY_EVIDENCE_CONCERN, VANITY_CONCERN_REDNESS, 0 };
static const VanityEvidence head = { .kind = VANITY_EVIDENCE_HEAD };

static void
test_size (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  const VanityEvidence *evidences[] = { &redness, &head };

  if (!made_analysis_init (&made))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (evidences); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityImage) picture
          = vanity_evidence_new_picture (made.analysis, evidences[i], made.image, TRUE, &error);

      g_assert_no_error (error);
      g_assert_cmpint (picture->width, ==, made.image->width);
      g_assert_cmpint (picture->height, ==, made.image->height);
      g_assert_cmpint (picture->depth, ==, 8);
    }
}

/* The pixel with the largest cover lies on the cheek where the made map has its middle, and half of
 * the size is half of everything. */
static void
test_place (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  const VanityAtlas *atlas;
  g_autofree float *x = NULL, *y = NULL;
  int size, texel;

  if (!made_analysis_init (&made))
    return;
  size = made.analysis->concerns->size;
  atlas = vanity_atlas_get (size, NULL);
  texel = (int)(0.6 * size) * size + (int)(0.26 * size);
  x = g_new (float, size *size);
  y = g_new (float, size *size);
  vanity_atlas_locate (atlas, made.analysis->face.points, x, y);
  for (int half = 1; half <= 2; half++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityImage) overlay = vanity_evidence_new_overlay (
          made.analysis, &redness, made.image->width / half, made.image->height / half, &error);
      int px = (int)x[texel] / half, py = (int)y[texel] / half;

      g_assert_no_error (error);
      g_assert_cmpint (vanity_image_row (overlay, py)[4 * px + 3], >, 150);
      g_assert_cmpint (vanity_image_row (overlay, 0)[3], ==, 0);
      g_assert_cmpint (vanity_image_row (overlay, py)[4 * (overlay->width - 1 - px) + 3], ==, 0);
    }
}

static void
test_head (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) overlay = NULL;
  const guint8 *hair, *skin;

  if (!made_analysis_init (&made))
    return;
  overlay = vanity_evidence_new_overlay (made.analysis, &head, made.image->width,
                                         made.image->height, &error);
  g_assert_no_error (error);
  hair = vanity_image_row (overlay, 10) + 4 * 10;
  skin = vanity_image_row (overlay, made.image->width - 10) + 4 * 10;
  g_assert_cmpint (hair[2], >, hair[0]);
  g_assert_cmpint (skin[0], >, skin[2]);
}

static void
test_absent (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (GError) error = NULL;
  VanityEvidence found;

  if (!made_analysis_init (&made))
    return;
  g_assert_true (vanity_evidence_find_attribution (made.analysis, VANITY_CONCERN_REDNESS, &found));
  made_analysis_withhold (&made, VANITY_GATE_CHILD);
  g_assert_false (vanity_evidence_is_there (made.analysis, &redness));
  g_assert_false (vanity_evidence_find_attribution (made.analysis, VANITY_CONCERN_REDNESS, &found));
  g_assert_null (vanity_evidence_new_overlay (made.analysis, &redness, 8, 8, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/evidence/size", test_size);
  g_test_add_func ("/analysis/evidence/place", test_place);
  g_test_add_func ("/analysis/evidence/head", test_head);
  g_test_add_func ("/analysis/evidence/absent", test_absent);
  return g_test_run ();
}
