#include "painted.h"

#include "transfer/change-lay.h"
#include "transfer/paint.h"

/* Texels around each that its film is fitted to: one texel's texture says little where it is
 * dark. */
#define FIT 1

/* film, so that texture · film is what covers and shines: least squares. */
static void
fit_film (const float *rgb, const float *painted, const float *layer, const float *base, int size,
          VanityChange *change)
{
  int n = size * size;

  for (int i = 0; i < n; i++)
    {
      float over[3] = { 0, 0, 0 }, under = 1e-6f;

      change->coverage[i] = layer[i];
      if (layer[i] <= 0 && layer[4 * n + i] <= 0)
        continue;
      for (int y = MAX (i / size - FIT, 0); y <= MIN (i / size + FIT, size - 1); y++)
        for (int x = MAX (i % size - FIT, 0); x <= MIN (i % size + FIT, size - 1); x++)
          {
            int at = y * size + x;
            float luminance = 0.2126f * rgb[at] + 0.7152f * rgb[n + at] + 0.0722f * rgb[2 * n + at];
            float texture = MAX (luminance, 0.0f) / MAX (base[at], 1e-3f);

            if (layer[at] <= 0 && layer[4 * n + at] <= 0)
              continue;
            under += texture * texture;
            for (int k = 0; k < 3; k++)
              over[k] += texture * (painted[k * n + at] - (1 - layer[at]) * rgb[k * n + at]);
          }
      for (int k = 0; k < 3; k++)
        change->film[k * n + i] = over[k] / under;
    }
}

VanityChange *
painted_change_new (const VanityImage *image, const VanityFace *face, int size,
                    const VanityLook *look, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (size, error);
  g_autoptr (VanityTexture) texture
      = vanity_texture_new (image, face, size, VANITY_GLASSES_UNKNOWN, error);
  VanityChange *change;
  int n = size * size;
  g_autofree float *planes = g_new (float, (4 + VANITY_PAINT_PLANES) * (gsize)n);
  float *layer = planes + 3 * n, *base = layer + VANITY_PAINT_PLANES * n;

  if (atlas == NULL || texture == NULL
      || !vanity_paint_texture (atlas, texture->rgb, texture->visibility, look, planes, layer,
                                error))
    return NULL;
  vanity_change_smooth (texture->rgb, size, base);
  change = vanity_change_new (size);
  fit_film (texture->rgb, planes, layer, base, size, change);
  return change;
}

VanityChange *
painted_green_new (int size, int part)
{
  static const float green[3] = { 0.02f, 0.35f, 0.05f };
  const VanityAtlas *atlas = vanity_atlas_get (size, NULL);
  const gint16 *triangle = vanity_atlas_get_triangle (atlas);
  VanityChange *change = vanity_change_new (size);
  int n = size * size;

  for (int i = 0; i < n; i++)
    {
      float amount = triangle[i] < 0 ? 0 : 0.9f;

      if (part >= 0)
        amount *= vanity_change_get_part (atlas, (VanityChangePart)part)[i];
      change->coverage[i] = amount;
      for (int k = 0; k < 3; k++)
        change->film[k * n + i] = amount * green[k];
    }
  return change;
}
