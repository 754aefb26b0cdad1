#include "retouch-fixture.h"

#include "makeup/path.h"

#include <math.h>

double
retouch_get_unit (const Portrait *portrait)
{
  return portrait->face / 153;
}

void
retouch_place (const Portrait *portrait, double x, double y, double *px, double *py)
{
  *px = portrait->x + x * retouch_get_unit (portrait);
  *py = portrait->y - y * retouch_get_unit (portrait);
}

static void
tint_pixel (VanityImage *image, int x, int y, const float gain[3], float share)
{
  guint8 *p = vanity_image_row (image, y) + 4 * (gsize)x;
  float rgb[3];

  vanity_color_space_decode (image->space, 8, p, &rgb[0], &rgb[1], &rgb[2], 1);
  for (int k = 0; k < 3; k++)
    rgb[k] *= 1 + share * (gain[k] - 1);
  vanity_color_space_encode (image->space, 8, &rgb[0], &rgb[1], &rgb[2], p, 1);
}

void
retouch_tint (const Portrait *portrait, VanityImage *image, double x, double y, double radius,
              VanityRgb gain)
{
  const float gains[3] = { gain.r, gain.g, gain.b };
  double px, py, reach = radius * retouch_get_unit (portrait);

  g_assert_cmpint (image->depth, ==, 8);
  retouch_place (portrait, x, y, &px, &py);
  for (int j = MAX ((int)(py - reach), 0); j <= MIN ((int)(py + reach), image->height - 1); j++)
    for (int i = MAX ((int)(px - reach), 0); i <= MIN ((int)(px + reach), image->width - 1); i++)
      {
        double t = CLAMP (2.5 * (1 - hypot (i + 0.5 - px, j + 0.5 - py) / reach), 0, 1);

        if (t > 0)
          tint_pixel (image, i, j, gains, (float)(t * t * (3 - 2 * t)));
      }
}

VanityLab
retouch_get_mean (const Portrait *portrait, const VanityImage *image, double x, double y,
                  double radius)
{
  double px, py, reach = radius * retouch_get_unit (portrait), sum[3] = { 0, 0, 0 }, n = 0;

  retouch_place (portrait, x, y, &px, &py);
  for (int j = (int)(py - reach); j <= (int)(py + reach); j++)
    for (int i = (int)(px - reach); i <= (int)(px + reach); i++)
      if (hypot (i + 0.5 - px, j + 0.5 - py) <= reach)
        {
          VanityLab lab = portrait_lab (image, i, j);

          sum[0] += (double)lab.L;
          sum[1] += (double)lab.a;
          sum[2] += (double)lab.b;
          n++;
        }
  g_assert_cmpfloat (n, >, 0);
  return (VanityLab){ (float)(sum[0] / n), (float)(sum[1] / n), (float)(sum[2] / n) };
}

gboolean
retouch_is_in (const VanityFace *face, VanityContourId id, double x, double y, double grow)
{
  g_autoptr (VanityPath) path = vanity_path_new_contour (face, id);

  return vanity_path_get_distance (path, x, y) < grow;
}

static VanityImage *
wear (VanityImage *image, const VanityFace *face, VanityHints *hints, const char *members,
      double opacity)
{
  g_autofree char *json = g_strdup_printf ("%s, \"opacity\": %g", members, opacity);
  g_autoptr (VanityLook) look = portrait_look (json);
  g_autoptr (VanityRenderer) renderer = vanity_renderer_new (image, face, NULL, NULL);
  g_autoptr (GError) error = NULL;
  VanityImage *worn;

  vanity_renderer_set_hints (renderer, hints);
  g_assert_true (vanity_renderer_set_look (renderer, look, NULL, &error));
  worn = vanity_renderer_render (renderer, 1, &error);
  g_assert_no_error (error);
  return worn;
}

static void
assert_same (const VanityImage *one, const VanityImage *other)
{
  for (int y = 0; y < one->height; y++)
    for (int x = 0; x < one->width; x++)
      g_assert_true (portrait_same (one, other, x, y));
}

static void
assert_monotone (VanityImage *const steps[4])
{
  const VanityImage *none = steps[0], *all = steps[3];

  for (int y = 0; y < none->height; y++)
    for (int i = 0; i < none->width * 4; i++)
      {
        int way = vanity_image_row (all, y)[i] - vanity_image_row (none, y)[i];

        for (int s = 1; s < 4; s++)
          {
            int step = vanity_image_row (steps[s], y)[i] - vanity_image_row (steps[s - 1], y)[i];

            g_assert_true (way >= 0 ? step >= 0 : step <= 0);
          }
      }
}

VanityImage *
retouch_check (const Portrait *portrait, VanityImage *image, const VanityFace *face,
               VanityHints *hints, const char *members, RetouchAllows allows)
{
  VanityImage *steps[4];

  for (int s = 0; s < 4; s++)
    steps[s] = wear (image, face, hints, members, s / 3.0);
  assert_same (image, steps[0]);
  assert_monotone (steps);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      if (!portrait_same (image, steps[3], x, y)
          && (allows == NULL || !allows (portrait, face, x + 0.5, y + 0.5)))
        g_error ("%s changes the pixel at %d, %d", members, x, y);
  for (int s = 0; s < 3; s++)
    vanity_image_unref (steps[s]);
  return steps[3];
}
