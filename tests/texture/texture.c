#include "texture/texture.h"

#include "base/error.h"
#include "portrait.h"

#include <math.h>
#include <string.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)

static VanityTexture *
unroll (const VanityImage *image, const VanityFace *face, VanityGlasses glasses)
{
  g_autoptr (GError) error = NULL;
  VanityTexture *texture = vanity_texture_new (image, face, SIZE, glasses, &error);

  g_assert_no_error (error);
  return texture;
}

/* Mean visibility over a region. */
static double
get_seen (const VanityTexture *texture, VanityAtlasRegion region)
{
  const float *map = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), region);
  double sum = 0, n = 0;

  for (int i = 0; i < TEXELS; i++)
    {
      sum += map[i] * texture->visibility[i];
      n += map[i];
    }
  return sum / n;
}

static double
get_distance (VanityLab one, VanityLab other)
{
  return hypot (one.L - other.L, hypot (one.a - other.a, one.b - other.b));
}

/* Light skin and dark: seen, and of the colour it was painted in. */
static void
test_skin (void)
{
  static const guint32 skins[] = { 0xe8c0a8, 0xc8967a, 0x6b4530 };

  for (gsize i = 0; i < G_N_ELEMENTS (skins); i++)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;
      portrait.skin = skins[i];
      g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      g_autoptr (VanityTexture) texture = unroll (image, &face, VANITY_GLASSES_UNKNOWN);
      VanityRgb painted = { vanity_srgb_to_linear ((skins[i] >> 16) / 255.0f),
                            vanity_srgb_to_linear ((skins[i] >> 8 & 255) / 255.0f),
                            vanity_srgb_to_linear ((skins[i] & 255) / 255.0f) };
      VanityLab truth = vanity_lab_from_linear (painted);

      g_test_message ("skin %06x: L* %.1f a* %.1f b* %.1f, painted %.1f %.1f %.1f; %.2f shown, "
                      "%.2f pixels a texel",
                      skins[i], texture->skin.L, texture->skin.a, texture->skin.b, truth.L, truth.a,
                      truth.b, texture->shown, texture->scale);
      g_assert_true (texture->skin_known && !texture->glasses);
      g_assert_cmpfloat (hypot (texture->skin.a - truth.a, texture->skin.b - truth.b), <, 2);
      g_assert_cmpfloat (fabsf (texture->skin.L - truth.L), <, 3);
      g_assert_cmpfloat (texture->shown, >, 0.6);
      g_assert_cmpfloat (get_seen (texture, VANITY_ATLAS_LIPS), >, 0.8);
      g_assert_cmpfloat (get_seen (texture, VANITY_ATLAS_CHEEKS), >, 0.8);
    }
}

/* Makeup is read where it is, and hides nothing. */
static void
test_makeup (void)
{
  static const struct
  {
    const char *json;
    VanityTint tint;
    VanityAtlasRegion region;
  } layers[] = {
    { "\"kind\": \"lipstick\", \"color\": \"#7a1030\"", VANITY_TINT_LIPS, VANITY_ATLAS_LIPS },
    { "\"kind\": \"eyeshadow\", \"lid-color\": \"#203a80\", \"lid-amount\": 1, \"opacity\": 1",
      VANITY_TINT_LIDS, VANITY_ATLAS_LIDS },
  };
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  g_autoptr (VanityTexture) bare = unroll (image, &face, VANITY_GLASSES_UNKNOWN);
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      g_autoptr (VanityLook) look = portrait_look (layers[i].json);
      g_autoptr (VanityImage) worn = portrait_wear (image, &face, look, 1);
      g_autoptr (VanityTexture) texture = unroll (worn, &face, VANITY_GLASSES_UNKNOWN);

      for (int k = 0; k < VANITY_N_TINTS; k++)
        {
          double moved = get_distance (texture->tint[k], bare->tint[k]);

          g_test_message ("layer %u moves tint %d by %.1f", (guint)i, k, moved);
          if (k == (int)layers[i].tint)
            g_assert_cmpfloat (moved, >, 4);
          else
            g_assert_cmpfloat (moved, <, 1);
        }
      g_test_message ("looks made up by %.2f, bare by %.2f", texture->makeup, bare->makeup);
      if (layers[i].tint == VANITY_TINT_LIPS)
        g_assert_cmpfloat (texture->makeup, >, bare->makeup + 0.5f);
      g_assert_cmpfloat (get_distance (texture->skin, bare->skin), <, 0.5);
      g_assert_cmpfloat (
          fabs (get_seen (texture, layers[i].region) - get_seen (bare, layers[i].region)), <, 0.02);
    }
}

/* A blue bar over forehead, brow and cheek is not the face; the rest is. */
static void
test_cover (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, NULL);
  const float *skin = vanity_atlas_get_region (atlas, VANITY_ATLAS_SKIN);
  const float *brows = vanity_atlas_get_region (atlas, VANITY_ATLAS_BROWS);
  g_autofree float *x = g_new (float, 2 * TEXELS);
  g_autoptr (VanityTexture) before = unroll (image, &face, VANITY_GLASSES_UNKNOWN);
  int left = face.points[50].x - 15, right = face.points[50].x + 15;
  double covered = 0, n_covered = 0, rest = 0, n_rest = 0, brow[2] = { 0 }, n_brow[2] = { 0 };

  for (int y = 0; y < image->height; y++)
    for (int column = left; column < right; column++)
      memcpy (vanity_image_row (image, y) + 4 * column, "\x10\x30\xa0\xff", 4);
  g_autoptr (VanityTexture) after = unroll (image, &face, VANITY_GLASSES_UNKNOWN);
  vanity_atlas_locate (atlas, face.points, x, x + TEXELS);
  for (int i = 0; i < TEXELS; i++)
    if (skin[i] > 0.9f && before->visibility[i] > 0.9f)
      {
        if (x[i] > left + 3 && x[i] < right - 3)
          covered += after->visibility[i], n_covered++;
        else if (x[i] < left - 12 || x[i] > right + 12)
          rest += after->visibility[i], n_rest++;
      }
  for (int i = 0; i < TEXELS; i++)
    if (brows[i] > 0.5f && (x[i] > right + 12 || (x[i] > left + 6 && x[i] < right - 6)))
      {
        brow[x[i] < right] += after->visibility[i];
        n_brow[x[i] < right]++;
      }
  g_test_message ("brows seen: %.2f of %.0f texels, under the bar %.2f of %.0f",
                  brow[0] / n_brow[0], n_brow[0], brow[1] / n_brow[1], n_brow[1]);
  g_test_message ("seen under the bar %.2f of %.0f texels, elsewhere %.2f of %.0f",
                  covered / n_covered, n_covered, rest / n_rest, n_rest);
  g_assert_cmpfloat (n_covered, >, 300);
  g_assert_cmpfloat (covered / n_covered, <, 0.15);
  g_assert_cmpfloat (rest / n_rest, >, 0.85);
  g_assert_cmpfloat (n_brow[1], >, 20);
  g_assert_cmpfloat (brow[1] / n_brow[1], <, 0.3);
  g_assert_cmpfloat (brow[0] / n_brow[0], >, 0.85);
  g_assert_cmpfloat (get_distance (after->skin, before->skin), <, 2.5);
}

/* Who is known to wear glasses shows no eyes, but lips. */
static void
test_glasses (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  g_autoptr (VanityTexture) texture = unroll (image, &face, VANITY_GLASSES_WORN);
  g_assert_true (texture->glasses);
  g_assert_cmpfloat (get_seen (texture, VANITY_ATLAS_EYES), ==, 0);
  g_assert_cmpfloat (get_seen (texture, VANITY_ATLAS_LIDS), <, 0.02);
  g_assert_cmpfloat (get_seen (texture, VANITY_ATLAS_LIPS), >, 0.8);
}

/* A photo of four times the size gives the same texture: averaged, not picked. */
static void
test_large (void)
{
  Portrait small = PORTRAIT_INIT, large = {
    .width = 1440, .height = 1760, .depth = 8, .skin = small.skin, .face = 960, .x = 720, .y = 860
  };
  VanityFace face, large_face;
  g_autoptr (VanityImage) image = portrait_new (&small, &face);
  g_autoptr (VanityImage) large_image = portrait_new (&large, &large_face);

  if (image == NULL)
    return;
  g_autoptr (VanityTexture) one = unroll (image, &face, VANITY_GLASSES_UNKNOWN);
  g_autoptr (VanityTexture) other = unroll (large_image, &large_face, VANITY_GLASSES_UNKNOWN);
  double off = 0, seen = 0, n = 0;

  for (int i = 0; i < TEXELS; i++)
    {
      seen += fabsf (one->visibility[i] - other->visibility[i]) / TEXELS;
      for (int c = 0; c < 3; c++)
        if (one->visibility[i] > 0.9f && other->visibility[i] > 0.9f)
          {
            off += fabsf (one->rgb[c * TEXELS + i] - other->rgb[c * TEXELS + i]);
            n++;
          }
    }
  g_test_message ("colours differ by %.4f, visibility by %.4f; %.2f and %.2f pixels a texel",
                  off / n, seen, one->scale, other->scale);
  g_assert_cmpfloat (off / n, <, 0.02);
  g_assert_cmpfloat (seen, <, 0.05);
  g_assert_cmpfloat_with_epsilon (other->scale / one->scale, 4, 0.01);
}

static void
test_encode (void)
{
  float rgb[12] = { 0, 1, 0.214041f, 2, 0, 1, 0.5f, -1, 0, 1, 0.5f, 0 };
  float visibility[4] = { 0, 1, 0.5f, 1 };
  VanityTexture texture = { .size = 2, .rgb = rgb, .visibility = visibility };
  guint8 rgba[16];
  const guint8 wanted[16] = { 0, 0, 0, 0, 255, 255, 255, 255, 128, 188, 188, 128, 255, 0, 0, 255 };

  vanity_texture_encode (&texture, rgba);
  for (int i = 0; i < 16; i++)
    g_assert_cmpint (abs (rgba[i] - wanted[i]), <=, i == 8 ? 1 : 0);
}

/* Points far outside the photo are refused, not read. */
static void
test_outside (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (GError) error = NULL;

  if (image == NULL)
    return;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    face.points[i].x += 5000;
  g_assert_null (vanity_texture_new (image, &face, SIZE, VANITY_GLASSES_UNKNOWN, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/texture/skin", test_skin);
  g_test_add_func ("/texture/makeup", test_makeup);
  g_test_add_func ("/texture/cover", test_cover);
  g_test_add_func ("/texture/glasses", test_glasses);
  g_test_add_func ("/texture/large", test_large);
  g_test_add_func ("/texture/encode", test_encode);
  g_test_add_func ("/texture/outside", test_outside);
  return g_test_run ();
}
