#include "base/error.h"
#include "fixtures.h"
#include "image/color.h"

#include <lcms2.h>
#include <string.h>

static VanityPhoto *
load (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  VanityPhoto *photo = vanity_photo_load_bytes (bytes, "test.jpg", NULL, &error);

  g_assert_no_error (error);
  return photo;
}

static void
assert_rgb (const VanityImage *image, const guint8 *rgb)
{
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        const guint8 *pixel = vanity_image_row (image, y) + x * 4;
        g_assert_cmpmem (pixel, 3, rgb + ((gsize)y * (gsize)image->width + (gsize)x) * 3, 3);
        g_assert_cmpint (pixel[3], ==, 255);
      }
}

/* The same values as libjpeg's own defaults, for every coding. */
static void
test_same_as_libjpeg (void)
{
  static const FixtureJpeg ways[] = {
    { .quality = 95 },
    { .across = 2, .down = 2 },
    { .across = 2, .down = 1 },
    { .across = 1, .down = 2, .progressive = TRUE },
    { .across = 2, .down = 2, .progressive = TRUE },
    { .space = JCS_GRAYSCALE },
    { .space = JCS_RGB },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (VanityImage) image = fixture_image (93, 71, 8, FALSE, 1);
      g_autoptr (GBytes) jpeg = fixture_jpeg (image, &ways[i]);
      g_autoptr (VanityPhoto) photo = load (jpeg);
      VanityImage *loaded = vanity_photo_get_image (photo);
      int width, height;
      g_autofree guint8 *rgb = fixture_decode_jpeg (jpeg, JCS_RGB, &width, &height);

      g_assert_cmpint (loaded->width, ==, 93);
      g_assert_cmpint (loaded->height, ==, 71);
      g_assert_cmpint (loaded->depth, ==, 8);
      g_assert_false (loaded->has_alpha);
      g_assert_true (vanity_color_space_is_srgb (loaded->space));
      g_assert_null (vanity_photo_get_note (photo));
      assert_rgb (loaded, rgb);
    }
}

static void
test_smallest (void)
{
  g_autoptr (VanityImage) image = fixture_image (1, 1, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ 0 });
  g_autoptr (VanityPhoto) photo = load (jpeg);

  g_assert_cmpint (vanity_photo_get_image (photo)->width, ==, 1);
  g_assert_cmpint (vanity_photo_get_image (photo)->height, ==, 1);
}

static void
test_orientation (void)
{
  for (int orientation = 1; orientation <= 8; orientation++)
    {
      g_autoptr (VanityImage) image = fixture_image (40, 24, 8, FALSE, 1);
      g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .orientation = orientation });
      g_autoptr (VanityPhoto) photo = load (jpeg);
      VanityImage *loaded = vanity_photo_get_image (photo);
      int width, height;
      g_autofree guint8 *rgb = fixture_decode_jpeg (jpeg, JCS_RGB, &width, &height);
      gboolean turned = orientation >= 5;
      /* Where the stored picture's first pixel is seen: on the right for 2, 3, 6 and 7, at the
       * bottom for 3, 4, 7 and 8. */
      gboolean right = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
      gboolean bottom
          = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;

      g_assert_cmpint (loaded->width, ==, turned ? 24 : 40);
      g_assert_cmpint (loaded->height, ==, turned ? 40 : 24);
      int x = right ? loaded->width - 1 : 0, y = bottom ? loaded->height - 1 : 0;
      g_assert_cmpmem (vanity_image_row (loaded, y) + x * 4, 3, rgb, 3);
      /* And its second pixel beside or below it. */
      if (turned)
        y += bottom ? -1 : 1;
      else
        x += right ? -1 : 1;
      g_assert_cmpmem (vanity_image_row (loaded, y) + x * 4, 3, rgb + 3, 3);
    }
}

static GBytes *
wide_profile (void)
{
  cmsCIExyY white = { 0.3127, 0.3290, 1 };
  cmsCIExyYTRIPLE p3 = { { 0.680, 0.320, 1 }, { 0.265, 0.690, 1 }, { 0.150, 0.060, 1 } };
  cmsToneCurve *gamma = cmsBuildGamma (NULL, 2.2);
  cmsToneCurve *curves[3] = { gamma, gamma, gamma };
  GBytes *icc = fixture_profile (cmsCreateRGBProfile (&white, &p3, curves));

  cmsFreeToneCurve (gamma);
  return icc;
}

static void
test_profile (void)
{
  g_autoptr (GBytes) icc = wide_profile ();
  g_autoptr (VanityImage) image = fixture_image (16, 16, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .icc = icc });
  g_autoptr (VanityPhoto) photo = load (jpeg);
  VanityColorSpace *space = vanity_photo_get_image (photo)->space;

  g_assert_false (vanity_color_space_is_srgb (space));
  g_assert_true (g_bytes_equal (vanity_color_space_get_icc (space), icc));
}

static void
test_bad_profile (void)
{
  g_autoptr (GBytes) icc = g_bytes_new_static ("nonsense", 8);
  g_autoptr (VanityImage) image = fixture_image (16, 16, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .icc = icc });
  g_autoptr (VanityPhoto) photo = load (jpeg);

  g_assert_true (vanity_color_space_is_srgb (vanity_photo_get_image (photo)->space));
  g_assert_nonnull (vanity_photo_get_note (photo));
}

/* Without a profile: each ink takes its share of the light, black takes from all. */
static void
test_cmyk (void)
{
  static const J_COLOR_SPACE spaces[] = { JCS_CMYK, JCS_YCCK };

  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    {
      g_autoptr (VanityImage) image = fixture_image (33, 20, 8, TRUE, 1);
      g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .space = spaces[i] });
      g_autoptr (VanityPhoto) photo = load (jpeg);
      VanityImage *loaded = vanity_photo_get_image (photo);
      int width, height;
      g_autofree guint8 *inks = fixture_decode_jpeg (jpeg, JCS_CMYK, &width, &height);

      g_assert_nonnull (vanity_photo_get_note (photo));
      g_assert_false (loaded->has_alpha);
      for (int p = 0; p < width * height; p++)
        {
          const guint8 *pixel = vanity_image_row (loaded, p / width) + p % width * 4;
          for (int c = 0; c < 3; c++)
            g_assert_cmpint (ABS (pixel[c] * 255 - inks[p * 4 + c] * inks[p * 4 + 3]), <=, 128);
          g_assert_cmpint (pixel[3], ==, 255);
        }
    }
}

/* A press whose colour inks leave no trace: only black shows. L* falls evenly with it. */
static int
sample_black (const cmsUInt16Number in[], cmsUInt16Number out[], void *data)
{
  out[0] = (cmsUInt16Number)(65535 - in[3]);
  out[1] = out[2] = 0x8080;
  return TRUE;
}

static GBytes *
black_profile (void)
{
  cmsHPROFILE profile = cmsCreateProfilePlaceholder (NULL);
  cmsPipeline *pipeline = cmsPipelineAlloc (NULL, 4, 3);
  cmsStage *table = cmsStageAllocCLut16bit (NULL, 9, 4, 3, NULL);

  cmsSetDeviceClass (profile, cmsSigOutputClass);
  cmsSetColorSpace (profile, cmsSigCmykData);
  cmsSetPCS (profile, cmsSigLabData);
  cmsSetProfileVersion (profile, 4.2);
  cmsStageSampleCLut16bit (table, sample_black, NULL, 0);
  cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, 4, NULL));
  cmsPipelineInsertStage (pipeline, cmsAT_END, table);
  cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, 3, NULL));
  g_assert_true (cmsWriteTag (profile, cmsSigAToB0Tag, pipeline));
  cmsPipelineFree (pipeline);
  return fixture_profile (profile);
}

/* The embedded profile decides, not the formula. */
static void
test_cmyk_profile (void)
{
  g_autoptr (GBytes) icc = black_profile ();
  g_autoptr (VanityImage) image = fixture_image (16, 16, 8, TRUE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .space = JCS_CMYK, .icc = icc });
  g_autoptr (VanityPhoto) photo = load (jpeg);
  VanityImage *loaded = vanity_photo_get_image (photo);
  int width, height;
  g_autofree guint8 *inks = fixture_decode_jpeg (jpeg, JCS_CMYK, &width, &height);

  g_assert_null (vanity_color_space_get_icc (loaded->space));
  for (int p = 0; p < width * height; p++)
    {
      const guint8 *pixel = vanity_image_row (loaded, p / width) + p % width * 4;
      double L = 100 * inks[p * 4 + 3] / 255.0; /* stored inverted: 255 is no ink */
      VanityRgb grey = vanity_lab_to_linear ((VanityLab){ (float)L, 0, 0 });
      float code = vanity_srgb_from_linear (grey.g) * 255;

      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat (ABS (pixel[c] - code), <, 4);
      g_assert_cmpint (pixel[3], ==, 255);
    }
}

static void
assert_fails (const guint8 *data, gsize size, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_photo_load_bytes (bytes, "holiday.jpg", NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == VANITY_ERROR);
  if (code >= 0)
    g_assert_cmpint (error->code, ==, code);
  g_assert_nonnull (strstr (error->message, "holiday.jpg"));
  g_assert_null (strchr (error->message, '\n'));
}

/* Every length short of the end, for each way of coding: never half a photo. */
static void
test_truncated (void)
{
  static const FixtureJpeg ways[] = {
    { .across = 2, .down = 2 },
    { .progressive = TRUE },
    { .space = JCS_GRAYSCALE },
    { .space = JCS_CMYK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (VanityImage) image = fixture_image (61, 47, 8, FALSE, 1);
      g_autoptr (GBytes) jpeg = fixture_jpeg (image, &ways[i]);
      gsize size;
      const guint8 *data = g_bytes_get_data (jpeg, &size);

      for (gsize length = 3; length < size - 4; length += length < 700 ? 1 : 13)
        assert_fails (data, length, VANITY_ERROR_FORMAT);
    }
}

/* Only the end marker is missing: every pixel is there. */
static void
test_no_end_marker (void)
{
  g_autoptr (VanityImage) image = fixture_image (61, 47, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ 0 });
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (jpeg, 0, g_bytes_get_size (jpeg) - 2);
  g_autoptr (VanityPhoto) photo = load (cut);
  int width, height;
  g_autofree guint8 *rgb = fixture_decode_jpeg (jpeg, JCS_RGB, &width, &height);

  assert_rgb (vanity_photo_get_image (photo), rgb);
}

/* A header that promises more than is accepted is refused before a pixel is allocated. */
static void
test_huge_header (void)
{
  g_autoptr (VanityImage) image = fixture_image (16, 16, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ 0 });
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));

  size = g_bytes_get_size (jpeg);
  for (gsize i = 0; i + 9 < size; i++)
    if (data[i] == 0xff && data[i + 1] == 0xc0)
      {
        data[i + 5] = data[i + 7] = 30000 >> 8;
        data[i + 6] = data[i + 8] = 30000 & 255;
        assert_fails (data, size, VANITY_ERROR_LIMIT);
        data[i + 5] = data[i + 7] = 0xff;
        assert_fails (data, size, VANITY_ERROR_LIMIT);
        data[i + 5] = data[i + 6] = 0;
        assert_fails (data, size, VANITY_ERROR_FORMAT);
        return;
      }
  g_assert_not_reached ();
}

/* Altered bytes: a photo or a message, and nothing worse. */
static void
test_flipped (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);

  for (int i = 0; i < 1500; i++)
    {
      g_autoptr (VanityImage) image = fixture_image (40, 30, 8, TRUE, 1);
      FixtureJpeg way = { .across = 1 + i % 2,
                          .down = 1 + i / 2 % 2,
                          .progressive = i % 3 == 0,
                          .space = i % 5 == 0 ? JCS_CMYK : JCS_YCbCr,
                          .orientation = 1 + i % 8 };
      g_autoptr (GBytes) jpeg = fixture_jpeg (image, &way);
      gsize size;
      const guint8 *original = g_bytes_get_data (jpeg, &size);
      guint8 *data = g_memdup2 (original, size);

      for (int flips = g_rand_int_range (rand, 1, 10); flips > 0; flips--)
        data[g_rand_int_range (rand, 2, (int)size)] ^= (guint8)g_rand_int_range (rand, 1, 256);

      g_autoptr (GBytes) bytes = g_bytes_new_take (data, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (bytes, "x.jpg", NULL, &error);
      g_assert_true ((photo != NULL) == (error == NULL));
    }
}

static void
test_cancelled (void)
{
  g_autoptr (VanityImage) image = fixture_image (40, 30, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ 0 });
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vanity_photo_load_bytes (jpeg, "x.jpg", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/load-jpeg/same-as-libjpeg", test_same_as_libjpeg);
  g_test_add_func ("/image/load-jpeg/smallest", test_smallest);
  g_test_add_func ("/image/load-jpeg/orientation", test_orientation);
  g_test_add_func ("/image/load-jpeg/profile", test_profile);
  g_test_add_func ("/image/load-jpeg/bad-profile", test_bad_profile);
  g_test_add_func ("/image/load-jpeg/cmyk", test_cmyk);
  g_test_add_func ("/image/load-jpeg/cmyk-profile", test_cmyk_profile);
  g_test_add_func ("/image/load-jpeg/truncated", test_truncated);
  g_test_add_func ("/image/load-jpeg/no-end-marker", test_no_end_marker);
  g_test_add_func ("/image/load-jpeg/huge-header", test_huge_header);
  g_test_add_func ("/image/load-jpeg/flipped", test_flipped);
  g_test_add_func ("/image/load-jpeg/cancelled", test_cancelled);
  return g_test_run ();
}
