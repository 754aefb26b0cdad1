/* The quality measures on portraits whose points are known. */
#include "face/quality.h"

#include "face/pose.h"
#include "support.h"

#include <math.h>
#include <string.h>

typedef struct
{
  VanityImage *image;
  VanityFace face;
} Portrait;

static gboolean
portrait_load (Portrait *portrait, const char *name)
{
  g_autofree char *folder = support_find_shared ("data/oracle");
  if (folder == NULL || !support_has_mesh ())
    return FALSE;
  g_autofree char *json = g_strconcat (folder, "/", name, ".json", NULL);
  g_autofree char *photo = g_strconcat (folder, "/photos/", name, ".jpg", NULL);
  g_autoptr (SupportOracle) oracle = support_oracle_load (json);
  g_autoptr (GError) error = NULL;
  VanityPose pose;

  portrait->image = support_load (photo);
  memset (&portrait->face, 0, sizeof portrait->face);
  memcpy (portrait->face.points, oracle->faces[0], sizeof portrait->face.points);
  g_assert_true (vanity_pose_fit (&pose, portrait->face.points, &error));
  portrait->face.pose.yaw = pose.yaw;
  portrait->face.pose.pitch = pose.pitch;
  portrait->face.pose.roll = pose.roll;
  return TRUE;
}

static void
portrait_clear (Portrait *portrait)
{
  g_clear_pointer (&portrait->image, vanity_image_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Portrait, portrait_clear)

static VanityQualityMeasures
assess (Portrait *portrait)
{
  g_autoptr (GError) error = NULL;
  VanityQualityMeasures measures;

  g_assert_true (vanity_quality_assess (&portrait->face, portrait->image, &measures, &error));
  g_assert_no_error (error);
  return measures;
}

/* v ← clip (gain · v) on the encoded values, in a copy. */
static void
expose (Portrait *portrait, double gain)
{
  g_autoptr (GError) error = NULL;
  VanityImage *copy = vanity_image_copy (portrait->image, &error);

  for (int y = 0; y < copy->height; y++)
    for (int x = 0; x < copy->width; x++)
      for (int c = 0; c < 3; c++)
        {
          guint8 *value = &vanity_image_row (copy, y)[4 * x + c];
          *value = MIN (*value * gain, 255);
        }
  vanity_image_unref (portrait->image);
  portrait->image = copy;
}

/* Three box filters each way: nearly a Gaussian of `sigma` pixels. */
static void
blur (Portrait *portrait, double sigma)
{
  g_autoptr (GError) error = NULL;
  VanityImage *copy = vanity_image_copy (portrait->image, &error);
  int radius = MAX (1, (int)(sigma + 0.5)), longest = MAX (copy->width, copy->height);
  g_autofree double *line = g_new (double, longest);

  for (int pass = 0; pass < 6; pass++)
    {
      gboolean across = pass < 3;
      int n = across ? copy->width : copy->height, lines = across ? copy->height : copy->width;
      for (int l = 0; l < lines; l++)
        for (int c = 0; c < 3; c++)
          {
            gsize step = across ? 4 : copy->stride;
            guint8 *first = across ? vanity_image_row (copy, l) + c : copy->pixels + 4 * l + c;
            for (int i = 0; i < n; i++)
              line[i] = first[i * step];
            double sum = 0;
            for (int i = -radius; i <= radius; i++)
              sum += line[CLAMP (i, 0, n - 1)];
            for (int i = 0; i < n; i++)
              {
                first[i * step] = sum / (2 * radius + 1) + 0.5;
                sum += line[MIN (i + radius + 1, n - 1)] - line[MAX (i - radius, 0)];
              }
          }
    }
  vanity_image_unref (portrait->image);
  portrait->image = copy;
}

static const char *const portraits[]
    = { "congress_orig-01",  "faker_portraits-03", "faker_portraits-06", "interfaces_cc0-00",
        "interfaces_cc0-03", "webmorph-00",        "webmorph-02",        "webmorph-03" };

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (portraits); i++)
    {
      g_auto (Portrait) portrait = { 0 };
      if (!portrait_load (&portrait, portraits[i]))
        return;
      VanityQualityMeasures m = assess (&portrait);
      g_test_message ("%-20s L* %.0f, highlight %.0f, sharpness %.2f, cover %.1f, glasses %.2f: %s",
                      portraits[i], m.brightness, m.highlight, m.sharpness, m.cover, m.glasses,
                      vanity_quality_get_word (portrait.face.quality.flags));
      g_assert_false (portrait.face.quality.flags
                      & (VANITY_QUALITY_DARK | VANITY_QUALITY_BRIGHT | VANITY_QUALITY_BLURRED
                         | VANITY_QUALITY_SMALL | VANITY_QUALITY_CUT));
      g_assert_cmpfloat (portrait.face.quality.brightness, ==, m.brightness);
      g_assert_cmpfloat (portrait.face.quality.size, >, 60);
    }
}

static void
test_light (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (portraits); i++)
    {
      g_auto (Portrait) portrait = { 0 };
      if (!portrait_load (&portrait, portraits[i]))
        return;
      float before = assess (&portrait).brightness;
      expose (&portrait, 0.25);
      g_assert_cmpfloat (assess (&portrait).brightness, <, before);
      g_assert_true (portrait.face.quality.flags & VANITY_QUALITY_DARK);
      expose (&portrait, 48);
      assess (&portrait);
      g_assert_true (portrait.face.quality.flags & VANITY_QUALITY_BRIGHT);
    }
}

static void
test_blur (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (portraits); i++)
    {
      float last = INFINITY;
      for (int step = 0; step <= 4; step++)
        {
          g_auto (Portrait) portrait = { 0 };
          if (!portrait_load (&portrait, portraits[i]))
            return;
          double sigma = step * 0.0075 * vanity_face_get_width (&portrait.face);
          if (step > 0)
            blur (&portrait, sigma);
          float sharpness = assess (&portrait).sharpness;
          g_test_message ("%-20s blurred by %.1f px: %.3f", portraits[i], sigma, sharpness);
          g_assert_cmpfloat (sharpness, <, last);
          last = sharpness;
        }
    }
}

static void
test_cut (void)
{
  g_auto (Portrait) portrait = { 0 };

  if (!portrait_load (&portrait, portraits[0]))
    return;
  /* The same photo without what is left of the nose. */
  int cut = portrait.face.points[1].x;
  g_autoptr (GError) error = NULL;
  VanityImage *part = vanity_image_new (portrait.image->width - cut, portrait.image->height, 8,
                                        portrait.image->space, &error);
  for (int y = 0; y < part->height; y++)
    memcpy (vanity_image_row (part, y), vanity_image_row (portrait.image, y) + 4 * cut,
            4 * part->width);
  vanity_image_unref (portrait.image);
  portrait.image = part;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    portrait.face.points[i].x -= cut;
  g_assert_cmpfloat (assess (&portrait).outside, >, 0.3);
  g_assert_true (portrait.face.quality.flags & VANITY_QUALITY_CUT);
}

static void
test_words (void)
{
  g_assert_cmpstr (vanity_quality_get_word (VANITY_QUALITY_GOOD), ==, "good");
  g_assert_cmpstr (vanity_quality_get_word (VANITY_QUALITY_SMALL), ==, "too small");
  g_assert_cmpstr (vanity_quality_get_word (VANITY_QUALITY_TURNED | VANITY_QUALITY_DARK), ==,
                   "too dark");
  for (int bit = 0; bit < 7; bit++)
    {
      g_assert_cmpstr (vanity_quality_get_word (1 << bit), !=, "good");
      g_assert_cmpstr (vanity_quality_get_label (1 << bit), !=, vanity_quality_get_label (0));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quality/good", test_good);
  g_test_add_func ("/quality/light", test_light);
  g_test_add_func ("/quality/blur", test_blur);
  g_test_add_func ("/quality/cut", test_cut);
  g_test_add_func ("/quality/words", test_words);
  return g_test_run ();
}
