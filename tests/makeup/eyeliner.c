/* Eyeliner: on the lash line, tapered, with a wing that goes where it is told. */
#include "eye-fixture.h"

static VanityCanvas *wear (const char *first, ...) G_GNUC_NULL_TERMINATED;

/* Names and numbers of parameters, NULL at the end. */
static VanityCanvas *
wear (const char *first, ...)
{
  EyeFixture fixture = EYE_FIXTURE_INIT;
  VanityCanvas *canvas = eye_fixture_new (&fixture);
  g_autoptr (VanityLayer) layer = vanity_layer_new (&vanity_eyeliner_kind);
  va_list arguments;

  if (canvas == NULL)
    return NULL;
  g_assert_true (vanity_layer_set_number (layer, "opacity", 1, NULL));
  g_assert_true (vanity_layer_set_number (layer, "softness", 0, NULL));
  va_start (arguments, first);
  for (const char *id = first; id != NULL; id = va_arg (arguments, const char *))
    g_assert_true (vanity_layer_set_number (layer, id, va_arg (arguments, double), NULL));
  va_end (arguments);
  layer->kind->draw (layer, canvas);
  return canvas;
}

static float
get_change (const VanityCanvas *canvas, const VanityEyeFrame *frame, double u, double v)
{
  double x, y;

  vanity_eye_frame_to_photo (frame, u, v, &x, &y);
  return eye_fixture_get_change (canvas, (int)x, (int)y);
}

/* Height of what is drawn at `u`, pixels. */
static double
get_height (const VanityCanvas *canvas, const VanityEyeFrame *frame, double u)
{
  double line = vanity_eye_curve_get (frame, &frame->upper, u), height = 0;

  for (double v = line - 2 * frame->mm; v < line + 6 * frame->mm; v += 0.25)
    height += get_change (canvas, frame, u, v) > 0.1f ? 0.25 : 0;
  return height;
}

static void
test_taper (void)
{
  g_autoptr (VanityCanvas) canvas = wear ("thickness", 2.0, NULL);
  g_autoptr (VanityCanvas) thin = wear ("thickness", 0.8, NULL);

  if (canvas == NULL)
    return;
  for (int left = 0; left < 2; left++)
    {
      const VanityEyeFrame *frame = vanity_eye_frame_get (canvas, left);
      double inner = get_height (canvas, frame, 0.15 * frame->length);
      double middle = get_height (canvas, frame, 0.5 * frame->length);
      double outer = get_height (canvas, frame, 0.85 * frame->length);

      g_assert_cmpfloat (inner, <, middle);
      g_assert_cmpfloat (middle, <, outer);
      g_assert_cmpfloat (outer, >, 1.8 * frame->mm);
      g_assert_cmpfloat (outer, <, 4.2 * frame->mm);
      g_assert_cmpfloat (get_height (thin, frame, 0.85 * frame->length), <, outer);
    }
}

/* Only the lash line's own half millimetre of the eyeball may be touched. */
static void
test_eyeball (void)
{
  g_autoptr (VanityCanvas) canvas
      = wear ("thickness", 4.0, "lower", 1.0, "tightline", 1.0, "wing-length", 8.0, NULL);

  if (canvas == NULL)
    return;
  for (int left = 0; left < 2; left++)
    {
      const VanityEyeFrame *frame = vanity_eye_frame_get (canvas, left);

      for (double u = 0.15 * frame->length; u < 0.85 * frame->length; u += 1)
        {
          double high = vanity_eye_curve_get (frame, &frame->upper, u) - 1.2 * frame->mm - 2;
          double low = vanity_eye_curve_get (frame, &frame->lower, u) + 1.5;

          for (double v = low; v < high; v += 0.5)
            g_assert_cmpfloat (get_change (canvas, frame, u, v), <, 0.01f);
        }
    }
}

static void
test_wing (void)
{
  g_autoptr (VanityCanvas) plain = wear ("thickness", 1.5, NULL);
  g_autoptr (VanityCanvas) winged = wear ("thickness", 1.5, "wing-length", 8.0, NULL);
  g_autoptr (VanityCanvas) raised
      = wear ("thickness", 1.5, "wing-length", 8.0, "wing-angle", 25.0, NULL);

  if (plain == NULL)
    return;
  for (int left = 0; left < 2; left++)
    {
      const VanityEyeFrame *frame = vanity_eye_frame_get (plain, left);
      double u = frame->length + 2.8 * frame->mm;
      double heights[3] = { 0, 0, 0 }, weights[3] = { 0, 0, 0 };
      VanityCanvas *canvases[3] = { plain, winged, raised };

      for (int i = 0; i < 3; i++)
        for (double v = -8 * frame->mm; v < 12 * frame->mm; v += 0.5)
          {
            double change = (double)get_change (canvases[i], frame, u, v);

            weights[i] += change;
            heights[i] += change * v;
          }
      g_assert_cmpfloat (weights[0], <, 0.05);
      g_assert_cmpfloat (weights[1], >, 0.5);
      g_assert_cmpfloat (weights[2], >, 0.3);
      /* It rises from the corner, more so where it is told to. */
      g_assert_cmpfloat (heights[1] / weights[1], >, 0.5 * frame->mm);
      g_assert_cmpfloat (heights[2] / weights[2], >, heights[1] / weights[1] + frame->mm);
    }
}

static void
test_lower (void)
{
  g_autoptr (VanityCanvas) none = wear ("lower", 0.0, NULL);
  g_autoptr (VanityCanvas) some = wear ("lower", 0.5, NULL);
  g_autoptr (VanityCanvas) full = wear ("lower", 1.0, NULL);

  if (none == NULL)
    return;
  g_assert_cmpfloat (eye_fixture_get_total (some), >, eye_fixture_get_total (none));
  g_assert_cmpfloat (eye_fixture_get_total (full), >, eye_fixture_get_total (some));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  eye_fixture_add_tests (&vanity_eyeliner_kind);
  g_test_add_func ("/eyeliner/taper", test_taper);
  g_test_add_func ("/eyeliner/eyeball", test_eyeball);
  g_test_add_func ("/eyeliner/wing", test_wing);
  g_test_add_func ("/eyeliner/lower", test_lower);
  return g_test_run ();
}
