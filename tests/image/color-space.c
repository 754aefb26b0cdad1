#include "image/color-space.h"

#include "base/error.h"
#include "fixtures.h"
#include "image/color.h"

#include <lcms2.h>
#include <math.h>
#include <string.h>

typedef struct
{
  double white[2], red[2], green[2], blue[2];
} Primaries;

static const Primaries p3
    = { { 0.3127, 0.3290 }, { 0.680, 0.320 }, { 0.265, 0.690 }, { 0.150, 0.060 } };
static const Primaries adobe
    = { { 0.3127, 0.3290 }, { 0.64, 0.33 }, { 0.21, 0.71 }, { 0.15, 0.06 } };
static const Primaries rec709
    = { { 0.3127, 0.3290 }, { 0.64, 0.33 }, { 0.30, 0.60 }, { 0.15, 0.06 } };

static cmsToneCurve *
srgb_curve (void)
{
  const cmsFloat64Number p[5] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };
  return cmsBuildParametricToneCurve (NULL, 4, p);
}

static GBytes *
rgb_profile (const Primaries *x, cmsToneCurve *curve)
{
  cmsCIExyY white = { x->white[0], x->white[1], 1 };
  cmsCIExyYTRIPLE triple = { { x->red[0], x->red[1], 1 },
                             { x->green[0], x->green[1], 1 },
                             { x->blue[0], x->blue[1], 1 } };
  cmsToneCurve *curves[3] = { curve, curve, curve };
  GBytes *bytes = fixture_profile (cmsCreateRGBProfile (&white, &triple, curves));

  cmsFreeToneCurve (curve);
  return bytes;
}

/* Every code of every channel, all combinations of the others' extremes and some between. */
static void
assert_codes_kept (VanityColorSpace *space, int depth, int other_step)
{
  int top = (1 << depth) - 1;
  g_autofree guint8 *rgba = g_malloc0 ((gsize)(top + 1) * 8);
  g_autofree guint8 *again = g_malloc0 ((gsize)(top + 1) * 8);
  g_autofree float *planes = g_new (float, (gsize)(top + 1) * 3);
  int n = top + 1;
  gsize pixel = (gsize)depth / 2;

  for (int channel = 0; channel < 3; channel++)
    for (int one = 0; one <= top; one += other_step)
      for (int two = 0; two <= top; two += other_step)
        {
          for (int code = 0; code < n; code++)
            {
              int codes[3] = { one, two, one };
              codes[channel] = code;
              codes[(channel + 1) % 3] = one;
              codes[(channel + 2) % 3] = two;
              for (int c = 0; c < 3; c++)
                if (depth == 8)
                  rgba[code * 4 + c] = (guint8)codes[c];
                else
                  ((guint16 *)rgba)[code * 4 + c] = (guint16)codes[c];
            }
          vanity_color_space_decode (space, depth, rgba, planes, planes + n, planes + 2 * n, n);
          vanity_color_space_encode (space, depth, planes, planes + n, planes + 2 * n, again, n);
          g_assert_cmpmem (rgba, (gsize)n * pixel, again, (gsize)n * pixel);
        }
}

static void
test_srgb_codes (void)
{
  VanityColorSpace *srgb = vanity_color_space_get_srgb ();

  g_assert_true (vanity_color_space_is_srgb (srgb));
  g_assert_null (vanity_color_space_get_icc (srgb));
  assert_codes_kept (srgb, 8, 255);
  assert_codes_kept (srgb, 16, 65535);
}

/* Against the formula, and rounding to the nearest code: also between the codes. */
static void
test_srgb_values (void)
{
  VanityColorSpace *srgb = vanity_color_space_get_srgb ();

  for (int depth = 8; depth <= 16; depth += 8)
    {
      double top = (1 << depth) - 1;

      for (int i = 0; i <= 200000; i++)
        {
          double encoded = -0.1 + 1.2 * i / 200000;
          double linear
              = encoded <= 0.04045 ? encoded / 12.92 : pow ((encoded + 0.055) / 1.055, 2.4);
          float value = (float)linear;
          guint16 out[4] = { 0 };
          double exact = CLAMP (encoded, 0, 1) * top;

          vanity_color_space_encode (srgb, depth, &value, &value, &value, out, 1);
          int code = depth == 8 ? ((guint8 *)out)[1] : out[1];
          /* A float is fine enough for a tenth of a 16-bit code. */
          g_assert_cmpfloat (fabs (code - exact), <, depth == 8 ? 0.5001 : 0.51);
        }
    }

  const guint8 pixel[4] = { 0, 128, 255, 77 };
  float r, g, b;
  vanity_color_space_decode (srgb, 8, pixel, &r, &g, &b, 1);
  g_assert_cmpfloat (r, ==, 0);
  g_assert_cmpfloat_with_epsilon (g, vanity_srgb_to_linear (128 / 255.0f), 1e-7);
  g_assert_cmpfloat (b, ==, 1);
}

static void
test_encode_clips (void)
{
  const float wild[] = { NAN, -INFINITY, INFINITY, -1e30f, 1e30f, -0.0f, 1e-40f, 2 };
  const int expect[] = { 0, 0, 1, 0, 1, 0, 0, 1 };
  VanityColorSpace *srgb = vanity_color_space_get_srgb ();

  for (gsize i = 0; i < G_N_ELEMENTS (wild); i++)
    {
      guint8 pixel[4] = { 9, 9, 9, 42 };
      guint16 pixel16[4] = { 9, 9, 9, 42 };

      vanity_color_space_encode (srgb, 8, &wild[i], &wild[i], &wild[i], pixel, 1);
      vanity_color_space_encode (srgb, 16, &wild[i], &wild[i], &wild[i], pixel16, 1);
      g_assert_cmpint (pixel[0], ==, expect[i] * 255);
      g_assert_cmpint (pixel16[2], ==, expect[i] * 65535);
      g_assert_cmpint (pixel[3], ==, 42);
      g_assert_cmpint (pixel16[3], ==, 42);
    }
}

static void
assert_matches_lcms (VanityColorSpace *space, GBytes *icc)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (icc, &size);
  cmsHPROFILE profile = cmsOpenProfileFromMem (data, (guint32)size);
  cmsToneCurve *line = cmsBuildGamma (NULL, 1);
  cmsToneCurve *lines[3] = { line, line, line };
  cmsCIExyY white = { 0.3127, 0.3290, 1 };
  cmsCIExyYTRIPLE triple = { { 0.64, 0.33, 1 }, { 0.30, 0.60, 1 }, { 0.15, 0.06, 1 } };
  cmsHPROFILE linear = cmsCreateRGBProfile (&white, &triple, lines);
  cmsHTRANSFORM transform = cmsCreateTransform (profile, TYPE_RGB_DBL, linear, TYPE_RGB_DBL,
                                                INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE);

  g_assert_nonnull (transform);
  for (int i = 0; i < 1000; i++)
    {
      guint8 pixel[4] = { (guint8)(i * 7), (guint8)(i * 31), (guint8)(i * 101), 0 };
      double in[3] = { pixel[0] / 255.0, pixel[1] / 255.0, pixel[2] / 255.0 }, out[3];
      float rgb[3];

      cmsDoTransform (transform, in, out, 1);
      vanity_color_space_decode (space, 8, pixel, &rgb[0], &rgb[1], &rgb[2], 1);
      for (int c = 0; c < 3; c++)
        g_assert_cmpfloat_with_epsilon (rgb[c], out[c], 1e-3);
    }
  cmsDeleteTransform (transform);
  cmsCloseProfile (linear);
  cmsCloseProfile (profile);
  cmsFreeToneCurve (line);
}

static void
check_matrix_profile (GBytes *icc)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityColorSpace) space = vanity_color_space_new_from_icc (icc, &error);

  g_assert_no_error (error);
  g_assert_false (vanity_color_space_is_srgb (space));
  g_assert_true (g_bytes_equal (vanity_color_space_get_icc (space), icc));
  assert_matches_lcms (space, icc);
  assert_codes_kept (space, 8, g_test_thorough () ? 1 : 17);
}

static void
test_display_p3 (void)
{
  g_autoptr (GBytes) icc = rgb_profile (&p3, srgb_curve ());
  check_matrix_profile (icc);
}

static void
test_adobe_rgb (void)
{
  g_autoptr (GBytes) icc = rgb_profile (&adobe, cmsBuildGamma (NULL, 563 / 256.0));
  check_matrix_profile (icc);
}

/* Curves of many samples, as scanners' and older profiles have. */
static void
test_sampled_curve (void)
{
  guint16 table[1024];

  for (int i = 0; i < 1024; i++)
    table[i] = (guint16)(pow (i / 1023.0, 1.8) * 65535 + 0.5);
  g_autoptr (GBytes) icc = rgb_profile (&adobe, cmsBuildTabulatedToneCurve16 (NULL, 1024, table));
  check_matrix_profile (icc);
}

static void
test_srgb_profile (void)
{
  g_autoptr (GBytes) icc = rgb_profile (&rec709, srgb_curve ());
  g_autoptr (VanityColorSpace) space = vanity_color_space_new_from_icc (icc, NULL);

  g_assert_nonnull (space);
  g_assert_true (vanity_color_space_is_srgb (space));
  g_assert_true (g_bytes_equal (vanity_color_space_get_icc (space), icc));
  assert_codes_kept (space, 8, 255);
}

/* A grey profile becomes an RGB one with the same curve, since makeup is not grey. */
static void
test_grey_profile (void)
{
  cmsToneCurve *curve = cmsBuildGamma (NULL, 1.7);
  cmsCIExyY white = { 0.3127, 0.3290, 1 };
  g_autoptr (GBytes) icc = fixture_profile (cmsCreateGrayProfile (&white, curve));
  cmsFreeToneCurve (curve);

  g_autoptr (VanityColorSpace) space = vanity_color_space_new_from_icc (icc, NULL);
  g_assert_nonnull (space);
  assert_codes_kept (space, 8, 51);

  const guint8 pixel[4] = { 100, 100, 100, 255 };
  float r, g, b;
  vanity_color_space_decode (space, 8, pixel, &r, &g, &b, 1);
  g_assert_cmpfloat_with_epsilon (r, pow (100 / 255.0, 1.7), 1e-5);
  g_assert_cmpfloat (r, ==, g);

  gsize size;
  gconstpointer data = g_bytes_get_data (vanity_color_space_get_icc (space), &size);
  cmsHPROFILE written = cmsOpenProfileFromMem (data, (guint32)size);
  g_assert_cmpint (cmsGetColorSpace (written), ==, cmsSigRgbData);
  cmsCloseProfile (written);
}

static int
sample (const cmsUInt16Number in[], cmsUInt16Number out[], void *transform)
{
  cmsDoTransform (transform, in, out, 1);
  return TRUE;
}

/* A profile of lookup tables runs through lcms2. */
static void
test_table_profile (void)
{
  cmsHPROFILE profile = cmsCreateProfilePlaceholder (NULL);
  cmsSetDeviceClass (profile, cmsSigColorSpaceClass);
  cmsSetColorSpace (profile, cmsSigRgbData);
  cmsSetPCS (profile, cmsSigLabData);
  cmsSetProfileVersion (profile, 4.2);

  cmsHPROFILE srgb = cmsCreate_sRGBProfile (), lab = cmsCreateLab4Profile (NULL);
  cmsHTRANSFORM there = cmsCreateTransform (srgb, TYPE_RGB_16, lab, TYPE_Lab_16, 1, 0);
  cmsHTRANSFORM back = cmsCreateTransform (lab, TYPE_Lab_16, srgb, TYPE_RGB_16, 1, 0);
  cmsHTRANSFORM ways[2] = { there, back };
  static const cmsTagSignature tags[2] = { cmsSigAToB0Tag, cmsSigBToA0Tag };

  for (int way = 0; way < 2; way++)
    {
      cmsPipeline *pipeline = cmsPipelineAlloc (NULL, 3, 3);
      cmsStage *table = cmsStageAllocCLut16bit (NULL, 33, 3, 3, NULL);

      cmsStageSampleCLut16bit (table, sample, ways[way], 0);
      cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, 3, NULL));
      cmsPipelineInsertStage (pipeline, cmsAT_END, table);
      cmsPipelineInsertStage (pipeline, cmsAT_END, cmsStageAllocToneCurves (NULL, 3, NULL));
      g_assert_true (cmsWriteTag (profile, tags[way], pipeline));
      cmsPipelineFree (pipeline);
      cmsDeleteTransform (ways[way]);
    }
  cmsCloseProfile (srgb);
  cmsCloseProfile (lab);

  g_autoptr (GBytes) icc = fixture_profile (profile);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityColorSpace) space = vanity_color_space_new_from_icc (icc, &error);
  g_assert_no_error (error);

  for (int i = 0; i < 500; i++)
    {
      guint8 pixel[4] = { (guint8)(60 + i * 7 % 130), (guint8)(60 + i * 31 % 130),
                          (guint8)(60 + i * 101 % 130), 5 };
      guint8 again[4] = { 0, 0, 0, 5 };
      float r, g, b;

      vanity_color_space_decode (space, 8, pixel, &r, &g, &b, 1);
      g_assert_cmpfloat_with_epsilon (r, vanity_srgb_to_linear (pixel[0] / 255.0f), 0.03);
      vanity_color_space_encode (space, 8, &r, &g, &b, again, 1);
      for (int c = 0; c < 3; c++)
        g_assert_cmpint (ABS (again[c] - pixel[c]), <=, 6);
    }
}

static void
test_unusable (void)
{
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) junk = g_bytes_new_static ("this is no profile at all", 25);
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_color_space_new_from_icc (empty, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (vanity_color_space_new_from_icc (junk, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
  g_clear_error (&error);

  cmsHPROFILE lab = cmsCreateLab4Profile (NULL);
  g_autoptr (GBytes) other = fixture_profile (lab);
  g_assert_null (vanity_color_space_new_from_icc (other, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
}

/* Cut off or altered profiles never do worse than fail. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) icc = rgb_profile (&p3, srgb_curve ());
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  gsize size;
  const guint8 *data = g_bytes_get_data (icc, &size);

  for (int i = 0; i < 600; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      gsize length = i % 2 == 0 ? (gsize)g_rand_int_range (rand, 0, (int)size) : size;
      for (int flips = i % 2 * g_rand_int_range (rand, 1, 8); flips > 0; flips--)
        copy[g_rand_int_range (rand, 0, (int)size)] ^= (guint8)g_rand_int_range (rand, 1, 256);

      g_autoptr (GBytes) bytes = g_bytes_new (copy, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityColorSpace) space = vanity_color_space_new_from_icc (bytes, &error);
      if (space != NULL)
        {
          const guint8 pixel[4] = { 10, 100, 200, 255 };
          guint8 out[4] = { 0 };
          float r, g, b;

          vanity_color_space_decode (space, 8, pixel, &r, &g, &b, 1);
          vanity_color_space_encode (space, 8, &r, &g, &b, out, 1);
        }
      else
        g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/color-space/srgb-codes", test_srgb_codes);
  g_test_add_func ("/image/color-space/srgb-values", test_srgb_values);
  g_test_add_func ("/image/color-space/encode-clips", test_encode_clips);
  g_test_add_func ("/image/color-space/display-p3", test_display_p3);
  g_test_add_func ("/image/color-space/adobe-rgb", test_adobe_rgb);
  g_test_add_func ("/image/color-space/sampled-curve", test_sampled_curve);
  g_test_add_func ("/image/color-space/srgb-profile", test_srgb_profile);
  g_test_add_func ("/image/color-space/grey-profile", test_grey_profile);
  g_test_add_func ("/image/color-space/table-profile", test_table_profile);
  g_test_add_func ("/image/color-space/unusable", test_unusable);
  g_test_add_func ("/image/color-space/damaged", test_damaged);
  return g_test_run ();
}
