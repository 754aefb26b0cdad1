#include "ui/viewport.h"

#include <math.h>

static VanityViewport
make (double photo_width, double photo_height, double pane_width, double pane_height, double device)
{
  VanityViewport viewport = { 0 };

  vanity_viewport_set_pane (&viewport, pane_width, pane_height, device);
  vanity_viewport_set_photo (&viewport, photo_width, photo_height);

  return viewport;
}

/* The photo's point under a point of the pane. */
static void
find_point (const VanityViewport *viewport, double px, double py, double *x, double *y)
{
  double left, top;

  vanity_viewport_get_origin (viewport, &left, &top);
  *x = (px - left) / viewport->scale;
  *y = (py - top) / viewport->scale;
}

static void
test_fit (void)
{
  VanityViewport wide = make (4000, 3000, 800, 800, 1);
  VanityViewport tall = make (3000, 4000, 800, 800, 2);
  VanityViewport tiny = make (16, 16, 800, 600, 1);
  double x, y, width, height;

  g_assert_cmpfloat_with_epsilon (wide.scale, 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (vanity_viewport_get_zoom (&tall), 0.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (tiny.scale, 2.0, 1e-12);

  vanity_viewport_get_covered (&wide, &x, &y, &width, &height);
  g_assert_cmpfloat_with_epsilon (x, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 100, 1e-9);
  g_assert_cmpfloat_with_epsilon (width, 800, 1e-9);
  g_assert_cmpfloat_with_epsilon (height, 600, 1e-9);
  g_assert_false (vanity_viewport_can_pan (&wide));

  /* A larger window shows the photo larger. */
  vanity_viewport_set_pane (&wide, 1600, 1600, 1);
  g_assert_cmpfloat_with_epsilon (wide.scale, 0.4, 1e-12);
}

/* Zooming keeps what is under the pointer there, to a device pixel. */
static void
test_zoom_at (void)
{
  for (int device = 1; device <= 2; device++)
    {
      VanityViewport viewport = make (4000, 3000, 800, 600, device);
      double x, y, after_x, after_y;

      vanity_viewport_zoom_at (&viewport, 0.8, 400, 300);
      find_point (&viewport, 300, 250, &x, &y);
      vanity_viewport_zoom_at (&viewport, 2.0, 300, 250);
      find_point (&viewport, 300, 250, &after_x, &after_y);
      g_assert_cmpfloat_with_epsilon (vanity_viewport_get_zoom (&viewport), 2.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (x, after_x, 1.5);
      g_assert_cmpfloat_with_epsilon (y, after_y, 1.5);
      g_assert_false (viewport.fit);
    }
}

static void
test_limits (void)
{
  VanityViewport viewport = make (4000, 3000, 800, 600, 1);
  double x, y, width, height;

  vanity_viewport_zoom_at (&viewport, 1e9, 10, 10);
  g_assert_cmpfloat_with_epsilon (vanity_viewport_get_zoom (&viewport), VANITY_ZOOM_MAX, 1e-9);
  vanity_viewport_zoom_at (&viewport, 1.0, 10, 10);
  g_assert_true (vanity_viewport_can_pan (&viewport));

  /* However far it is pushed, the photo leaves no gap. */
  for (int i = 0; i < 4; i++)
    {
      vanity_viewport_pan (&viewport, i & 1 ? 1e6 : -1e6, i & 2 ? 1e6 : -1e6);
      vanity_viewport_get_covered (&viewport, &x, &y, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, 800, 1e-6);
      g_assert_cmpfloat_with_epsilon (height, 600, 1e-6);
    }

  vanity_viewport_zoom_at (&viewport, 0.0001, 700, 20);
  g_assert_true (viewport.fit);
  g_assert_cmpfloat_with_epsilon (viewport.scale, 0.2, 1e-9);
}

static void
test_show (void)
{
  VanityViewport viewport = make (4000, 3000, 800, 600, 1);
  double x, y;

  vanity_viewport_show (&viewport, 1000, 1000, 1600, 600);
  g_assert_cmpfloat_with_epsilon (viewport.scale, 0.5, 1e-9);
  find_point (&viewport, 400, 300, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 1800, 1.5);
  g_assert_cmpfloat_with_epsilon (y, 1300, 1.5);

  /* A small face is not blown up without end, a face that fills the photo changes nothing. */
  vanity_viewport_show (&viewport, 1000, 1000, 20, 20);
  g_assert_cmpfloat_with_epsilon (viewport.scale, VANITY_ZOOM_CLOSE, 1e-9);
  vanity_viewport_show (&viewport, -500, -500, 5000, 5000);
  g_assert_true (viewport.fit);
}

static void
test_empty (void)
{
  VanityViewport viewport = make (0, 0, 0, 0, 1);
  double x, y, width, height;

  vanity_viewport_zoom_at (&viewport, 3, 0, 0);
  vanity_viewport_pan (&viewport, 5, 5);
  vanity_viewport_get_covered (&viewport, &x, &y, &width, &height);
  g_assert_true (isfinite (x) && isfinite (y) && isfinite (viewport.scale));
  g_assert_cmpfloat (width, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/viewport/fit", test_fit);
  g_test_add_func ("/ui/viewport/zoom-at", test_zoom_at);
  g_test_add_func ("/ui/viewport/limits", test_limits);
  g_test_add_func ("/ui/viewport/show", test_show);
  g_test_add_func ("/ui/viewport/empty", test_empty);
  return g_test_run ();
}
