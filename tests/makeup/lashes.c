/* Lashes: hairs that grow from the lash line, fan out, end in points, and stay where they are. */
#include "eye-fixture.h"

#include "makeup/eye-lash.h"

#include <math.h>
#include <string.h>

static const VanityStroke *
get_hair (GArray *hairs, guint i)
{
  return &g_array_index (hairs, VanityStroke, i);
}

static void
test_growth (void)
{
  EyeFixture fixture = EYE_FIXTURE_INIT;
  g_autoptr (VanityCanvas) canvas = eye_fixture_new (&fixture);

  if (canvas == NULL)
    return;
  for (int left = 0; left < 2; left++)
    {
      const VanityEyeFrame *frame = vanity_eye_frame_get (canvas, left);
      g_autoptr (GArray) hairs
          = vanity_eye_lashes_grow (canvas, frame, TRUE, 10, 0.5, 0.5, VANITY_LASHES_NATURAL);
      g_autoptr (GArray) again
          = vanity_eye_lashes_grow (canvas, frame, TRUE, 10, 0.5, 0.5, VANITY_LASHES_NATURAL);
      double fan[2];

      g_assert_cmpuint (hairs->len, >, 40);
      g_assert_cmpmem (hairs->data, hairs->len * sizeof (VanityStroke), again->data,
                       again->len * sizeof (VanityStroke));
      for (guint i = 0; i < hairs->len; i++)
        {
          const VanityStroke *hair = get_hair (hairs, i);
          const int tip = VANITY_STROKE_POINTS - 1;
          double u, v, tip_u, tip_v;

          vanity_eye_frame_from_photo (frame, (double)hair->at[0].x, (double)hair->at[0].y, &u, &v);
          vanity_eye_frame_from_photo (frame, (double)hair->at[tip].x, (double)hair->at[tip].y,
                                       &tip_u, &tip_v);
          g_assert_cmpfloat (fabs (v - vanity_eye_curve_get (frame, &frame->upper, u)), <,
                             0.3 * frame->mm);
          g_assert_cmpfloat (hypot (tip_u - u, tip_v - v), <, 12 * frame->mm);
          g_assert_cmpfloat (hair->at[tip].radius, <, 0.2f * hair->at[0].radius);
          g_assert_cmpfloat (tip_v, >, v);
        }
      /* The first leans to the nose, the last to the temple. */
      for (int end = 0; end < 2; end++)
        {
          const VanityStroke *hair = get_hair (hairs, end ? hairs->len - 1 : 0);
          double u, v, tip_u, tip_v;

          vanity_eye_frame_from_photo (frame, (double)hair->at[0].x, (double)hair->at[0].y, &u, &v);
          vanity_eye_frame_from_photo (frame, (double)hair->at[VANITY_STROKE_POINTS - 1].x,
                                       (double)hair->at[VANITY_STROKE_POINTS - 1].y, &tip_u,
                                       &tip_v);
          fan[end] = tip_u - u;
        }
      g_assert_cmpfloat (fan[0], <, 0);
      g_assert_cmpfloat (fan[1], >, 0);
    }
}

/* Of an eye that is shut the lashes hang down. */
static void
test_shut (void)
{
  EyeFixture fixture = EYE_FIXTURE_INIT;
  g_autoptr (VanityCanvas) canvas = NULL;
  g_autoptr (GArray) hairs = NULL;
  const VanityEyeFrame *frame;
  double fall = 0;

  fixture.openness = 0.02;
  canvas = eye_fixture_new (&fixture);
  if (canvas == NULL)
    return;
  frame = vanity_eye_frame_get (canvas, FALSE);
  hairs = vanity_eye_lashes_grow (canvas, frame, TRUE, 10, 0.5, 0.5, VANITY_LASHES_NATURAL);
  for (guint i = 0; i < hairs->len; i++)
    fall += (double)(get_hair (hairs, i)->at[VANITY_STROKE_POINTS - 1].y
                     - get_hair (hairs, i)->at[0].y);
  g_assert_cmpfloat (fall / hairs->len, >, 0);
}

/* A line thinner than a pixel covers as much as it is wide, wherever it lies between pixels. */
static void
test_stroke (void)
{
  VanityRect rect = { 10, 20, 40, 30 };

  for (double shift = 0; shift < 1; shift += 0.1)
    for (double radius = 0.05; radius < 1.5; radius *= 2)
      {
        g_autoptr (VanityMask) mask = vanity_mask_new (&rect, NULL, 1);
        VanityStroke stroke = { .weight = 1 };
        double sum = 0;

        for (int i = 0; i < VANITY_STROKE_POINTS; i++)
          {
            stroke.at[i].x = (float)(20 + 2 * i);
            stroke.at[i].y = (float)(35 + shift);
            stroke.at[i].radius = (float)radius;
          }
        vanity_stroke_draw (&stroke, mask);
        for (int j = 0; j < mask->height; j++)
          sum += (double)mask->data[j * mask->width + 18];
        g_assert_cmpfloat_with_epsilon (sum, 2 * radius, 0.02);
      }
}

/* Far away the hairs are not lines any more, but they darken as much. */
static void
test_scale (void)
{
  double share[2];

  for (int i = 0; i < 2; i++)
    {
      EyeFixture fixture = { .width = i ? 400 : 100, .height = i ? 480 : 120, .openness = 1 };
      g_autoptr (VanityCanvas) canvas = eye_fixture_new (&fixture);
      g_autoptr (VanityLayer) layer = vanity_layer_new (&vanity_lashes_kind);

      if (canvas == NULL)
        return;
      layer->kind->draw (layer, canvas);
      share[i] = eye_fixture_get_total (canvas) / (canvas->unit * canvas->unit);
    }
  g_assert_cmpfloat (share[0], >, 0.6 * share[1]);
  g_assert_cmpfloat (share[0], <, 1.6 * share[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eye_fixture_add_tests (&vanity_lashes_kind);
  g_test_add_func ("/lashes/growth", test_growth);
  g_test_add_func ("/lashes/shut", test_shut);
  g_test_add_func ("/lashes/stroke", test_stroke);
  g_test_add_func ("/lashes/scale", test_scale);
  return g_test_run ();
}
