/* Brows: filled where hair is thin, left alone where it is thick, never beside the brow. */
#include "eye-fixture.h"

#include "makeup/brow-frame.h"

#include <math.h>

static void
test_measure (void)
{
  EyeFixture fixture = EYE_FIXTURE_INIT;
  g_autoptr (VanityCanvas) canvas = eye_fixture_new (&fixture);

  if (canvas == NULL)
    return;
  for (int left = 0; left < 2; left++)
    {
      const VanityBrowFrame *brow = vanity_brow_frame_get (canvas, left);
      const VanityEyeFrame *eye = vanity_eye_frame_get (canvas, left);
      VanityLab hair;

      g_assert_nonnull (brow);
      g_assert_cmpfloat (brow->last - brow->first, >, 25 * eye->mm);
      /* The fixture's hair is #382820 on #c09278. */
      g_assert_cmpfloat (brow->contrast, >, 30);
      hair = vanity_lab_from_linear (brow->hair);
      g_assert_cmpfloat (hair.L, <, 35);
      for (int c = 8; c < VANITY_BROW_COLUMNS - 12; c++)
        {
          double u = brow->first + (brow->last - brow->first) * c / (VANITY_BROW_COLUMNS - 1);
          double x, y;

          vanity_eye_frame_to_photo (eye, u, brow->middle[c], &x, &y);
          g_assert_cmpfloat (vanity_brow_frame_get_hair (brow, canvas, u, x, y), >, 0.6);
          vanity_eye_frame_to_photo (eye, u, brow->middle[c] + brow->half[c] + 3 * eye->mm, &x, &y);
          g_assert_cmpfloat (vanity_brow_frame_get_hair (brow, canvas, u, x, y), <, 0.1);
        }
    }
}

/* Nothing is drawn farther from the brow than its own height, and nothing on the eye. */
static void
test_confined (void)
{
  EyeFixture fixture = EYE_FIXTURE_INIT;
  g_autoptr (VanityCanvas) canvas = eye_fixture_new (&fixture);
  g_autoptr (VanityLayer) layer = eye_fixture_new_layer (&vanity_brows_kind);
  double inside = 0;

  if (canvas == NULL)
    return;
  g_assert_true (vanity_layer_set_choice (layer, "tone", "chosen", NULL));
  g_assert_true (vanity_layer_set_color (layer, "color", "#ff0000", NULL));
  layer->kind->draw (layer, canvas);
  for (int y = 0; y < fixture.height; y++)
    for (int x = 0; x < fixture.width; x++)
      {
        float change = eye_fixture_get_change (canvas, x, y);
        gboolean near = FALSE;

        if (change <= 0)
          continue;
        for (int left = 0; left < 2; left++)
          {
            const VanityBrowFrame *brow = vanity_brow_frame_get (canvas, left);
            const VanityEyeFrame *eye = vanity_eye_frame_get (canvas, left);
            double u, v;

            vanity_eye_frame_from_photo (eye, x + 0.5, y + 0.5, &u, &v);
            near |= u > brow->first - 2 && u < brow->last + 2
                    && fabs (v - vanity_brow_frame_at (brow, brow->middle, u))
                           < 2 * vanity_brow_frame_at (brow, brow->half, u) + 1;
          }
        g_assert_true (near);
        inside += (double)change;
      }
  g_assert_cmpfloat (inside, >, 10);
}

/* In its own colour a full brow changes less than in a foreign one. */
static void
test_own (void)
{
  EyeFixture fixture = EYE_FIXTURE_INIT;
  g_autoptr (VanityCanvas) canvas = eye_fixture_new (&fixture);
  g_autoptr (VanityLayer) layer = eye_fixture_new_layer (&vanity_brows_kind);
  double own;

  if (canvas == NULL)
    return;
  layer->kind->draw (layer, canvas);
  own = eye_fixture_get_total (canvas);
  vanity_canvas_clean (canvas);
  g_assert_true (vanity_layer_set_choice (layer, "tone", "chosen", NULL));
  g_assert_true (vanity_layer_set_color (layer, "color", "#3060ff", NULL));
  layer->kind->draw (layer, canvas);
  g_assert_cmpfloat (eye_fixture_get_total (canvas), >, own);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eye_fixture_add_tests (&vanity_brows_kind);
  g_test_add_func ("/brows/measure", test_measure);
  g_test_add_func ("/brows/confined", test_confined);
  g_test_add_func ("/brows/own", test_own);
  return g_test_run ();
}
