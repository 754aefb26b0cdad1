/* The finder on frames put together from the shared portraits: small, several, turned, dark. */
#include "support.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

typedef struct
{
  VanityFaceFinder *finder;
  char *folder;
} Fixture;

static gboolean
fixture_init (Fixture *fixture)
{
  fixture->folder = support_find_shared ("data/oracle/photos");
  fixture->finder = fixture->folder != NULL ? support_new_finder () : NULL;
  return fixture->finder != NULL;
}

static void
fixture_clear (Fixture *fixture)
{
  g_clear_pointer (&fixture->finder, vanity_face_finder_free);
  g_free (fixture->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static VanityImage *
load (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  return support_load (path);
}

static GPtrArray *
find (Fixture *fixture, const VanityImage *image, double *ms)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  GPtrArray *faces = vanity_face_finder_find (fixture->finder, image, NULL, &error);

  g_assert_no_error (error);
  if (ms != NULL)
    *ms = (g_get_monotonic_time () - start) / 1000.0;
  return faces;
}

/* A frame that is no flat colour: soft clouds, which the detectors must not take for faces. */
static VanityImage *
new_frame (int width, int height)
{
  VanityImage *image = support_new_image (width, height, 0, 0, 0);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *pixel = vanity_image_row (image, y) + 4 * x;
        double wave = sin (x * 0.004) * cos (y * 0.006) + 0.3 * sin (x * 0.031 + y * 0.017);
        pixel[0] = 120 + 40 * wave;
        pixel[1] = 140 + 30 * wave;
        pixel[2] = 150 - 40 * wave;
      }
  return image;
}

/* faker_portraits-04: 1024², the face 369 wide around (485, 492). */
#define PORTRAIT "faker_portraits-04.jpg"
#define PORTRAIT_WIDTH 369.0

static gboolean
is_near (const VanityFace *face, double x, double y, double width)
{
  return hypot (face->points[1].x - x, face->points[1].y - y) < 0.15 * width
         && fabs (vanity_face_get_width (face) / width - 1) < 0.15;
}

static void
test_small (void)
{
  g_auto (Fixture) fixture = { 0 };
  static const double places[][2] = { { 0.5, 0.5 },  { 0.05, 0.06 }, { 0.83, 0.1 },
                                      { 0.1, 0.75 }, { 0.31, 0.42 }, { 0.7, 0.8 } };
  static const double parts[] = { 0.05, 0.08, 0.15, 0.3 };
  double slowest = 0;

  if (!fixture_init (&fixture))
    return;
  g_autoptr (VanityImage) portrait = load (&fixture, PORTRAIT);
  for (gsize p = 0; p < G_N_ELEMENTS (parts); p++)
    for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
      {
        int width = 2400, height = 1600;
        g_autoptr (VanityImage) frame = new_frame (width, height);
        double scale = parts[p] * width / PORTRAIT_WIDTH, ms;
        int x = MIN (places[i][0] * width, width - 1024 * scale);
        int y = MIN (places[i][1] * height, height - 1024 * scale);
        support_paste (frame, portrait, MAX (x, 0), MAX (y, 0), scale, 0);
        g_autoptr (GPtrArray) faces = find (&fixture, frame, &ms);
        slowest = MAX (slowest, ms);
        if (faces->len != 1)
          g_test_message ("%.0f %% at %d, %d: %u faces", 100 * parts[p], x, y, faces->len);
        g_assert_cmpint (faces->len, ==, 1);
        g_assert_true (is_near (g_ptr_array_index (faces, 0), MAX (x, 0) + 485 * scale,
                                MAX (y, 0) + 492 * scale, PORTRAIT_WIDTH * scale));
      }
  g_test_message ("the slowest took %.0f ms", slowest);
}

static void
test_several (void)
{
  g_auto (Fixture) fixture = { 0 };
  static const char *const names[]
      = { "faker_portraits-00.jpg", "faker_portraits-01.jpg", "faker_portraits-02.jpg",
          "faker_portraits-03.jpg", "faker_portraits-06.jpg", "interfaces_cc0-02.jpg" };
  static const double scales[] = { 0.6, 0.5, 0.45, 0.3, 0.35, 0.25 };

  if (!fixture_init (&fixture))
    return;
  g_autoptr (VanityImage) frame = new_frame (2400, 1400);
  for (int i = 0; i < 6; i++)
    {
      g_autoptr (VanityImage) portrait = load (&fixture, names[i]);
      support_paste (frame, portrait, (i % 3) * 800 + 20, (i / 3) * 700 + 20, scales[i], 0);
    }
  double ms;
  g_autoptr (GPtrArray) faces = find (&fixture, frame, &ms);
  g_test_message ("%u of 6 faces in %.0f ms", faces->len, ms);
  g_assert_cmpint (faces->len, ==, 6);
  for (guint i = 1; i < faces->len; i++)
    {
      const VanityFace *larger = g_ptr_array_index (faces, i - 1);
      const VanityFace *face = g_ptr_array_index (faces, i);
      g_assert_cmpfloat (larger->box[2] * larger->box[3], >=, face->box[2] * face->box[3]);
    }
}

static void
test_turned (void)
{
  g_auto (Fixture) fixture = { 0 };

  if (!fixture_init (&fixture))
    return;
  g_autoptr (VanityImage) portrait = load (&fixture, PORTRAIT);
  for (int quarters = 1; quarters < 4; quarters++)
    for (int small = 0; small < 2; small++)
      {
        double scale = small ? 0.5 : 1, side = 1024 * scale, ms;
        g_autoptr (VanityImage) frame = new_frame (small ? 1600 : 1024, small ? 1200 : 1024);
        support_paste (frame, portrait, small ? 300 : 0, small ? 200 : 0, scale, quarters);
        g_autoptr (GPtrArray) faces = find (&fixture, frame, &ms);
        g_assert_cmpint (faces->len, ==, 1);
        const VanityFace *face = g_ptr_array_index (faces, 0);
        double expected = quarters == 3 ? -90 : 90 * quarters;
        double off = remainder (face->pose.roll - expected, 360);
        g_test_message ("a turn of %.0f°: roll %.1f°, %.0f ms", expected, face->pose.roll, ms);
        g_assert_cmpfloat (fabs (off), <, 15);
        double x = quarters == 1   ? side - 492 * scale
                   : quarters == 2 ? side - 485 * scale
                                   : 492 * scale;
        double y = quarters == 1   ? 485 * scale
                   : quarters == 2 ? side - 492 * scale
                                   : side - 485 * scale;
        g_assert_true (
            is_near (face, x + (small ? 300 : 0), y + (small ? 200 : 0), PORTRAIT_WIDTH * scale));
      }
}

static void
test_dark (void)
{
  g_auto (Fixture) fixture = { 0 };
  static const double factors[] = { 0.3, 0.12, 0.06 };

  if (!fixture_init (&fixture))
    return;
  g_autoptr (VanityImage) portrait = load (&fixture, PORTRAIT);
  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityImage) dark = vanity_image_copy (portrait, &error);
      for (int y = 0; y < dark->height; y++)
        for (int x = 0; x < dark->width; x++)
          for (int c = 0; c < 3; c++)
            vanity_image_row (dark, y)[4 * x + c] *= factors[i];
      g_autoptr (GPtrArray) faces = find (&fixture, dark, NULL);
      g_assert_cmpint (faces->len, ==, 1);
      const VanityFace *face = g_ptr_array_index (faces, 0);
      g_test_message ("× %.2f: L* %.1f, %s", factors[i], face->quality.brightness,
                      vanity_quality_get_word (face->quality.flags));
      g_assert_true (is_near (face, 485, 492, PORTRAIT_WIDTH));
      g_assert_true ((face->quality.flags & VANITY_QUALITY_DARK) != 0 || factors[i] > 0.2);
    }
}

/* A 12-megapixel photo of nobody. */
static void
test_nobody (void)
{
  g_auto (Fixture) fixture = { 0 };
  double ms;

  if (!fixture_init (&fixture))
    return;
  g_autoptr (VanityImage) frame = new_frame (4000, 3000);
  g_autoptr (GPtrArray) faces = find (&fixture, frame, &ms);
  g_test_message ("nobody in 12 megapixels: %.0f ms", ms);
  g_assert_cmpint (faces->len, ==, 0);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpfloat (ms, <, 3000);
#endif
}

/* Discs and boxes in heaps: some look a little like eyes and mouths. */
static VanityImage *
new_heap (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  VanityImage *image = support_new_image (900, 700, g_rand_int_range (rand, 60, 220),
                                          g_rand_int_range (rand, 60, 220), 128);

  for (int i = 0; i < 60; i++)
    {
      int cx = g_rand_int_range (rand, 0, 900), cy = g_rand_int_range (rand, 0, 700);
      int a = g_rand_int_range (rand, 5, 160), b = g_rand_int_range (rand, 5, 160);
      gboolean disc = g_rand_double (rand) < 0.6;
      guint32 color = g_rand_int (rand);
      for (int y = MAX (cy - b, 0); y < MIN (cy + b, 700); y++)
        for (int x = MAX (cx - a, 0); x < MIN (cx + a, 900); x++)
          {
            double u = (x - cx) / (double)a, v = (y - cy) / (double)b;
            for (int c = 0; c < 3 && (!disc || u * u + v * v <= 1); c++)
              vanity_image_row (image, y)[4 * x + c] = color >> (8 * c);
          }
    }
  return image;
}

static void
test_heaps (void)
{
  g_auto (Fixture) fixture = { 0 };

  if (!fixture_init (&fixture))
    return;
  for (int seed = 0; seed < 10; seed++)
    {
      g_autoptr (VanityImage) image = new_heap (seed);
      g_autoptr (GPtrArray) faces = find (&fixture, image, NULL);
      if (faces->len > 0)
        g_test_message ("heap %d: %u faces", seed, faces->len);
      g_assert_cmpint (faces->len, ==, 0);
    }
}

/* The smallest and the oddest photos. */
static void
test_odd (void)
{
  g_auto (Fixture) fixture = { 0 };
  static const int sizes[][2] = { { 1, 1 }, { 2, 3 }, { 1, 4000 }, { 4000, 1 }, { 129, 64 } };

  if (!fixture_init (&fixture))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (VanityImage) image = support_new_image (sizes[i][0], sizes[i][1], 200, 160, 140);
      g_autoptr (GPtrArray) faces = find (&fixture, image, NULL);
      g_assert_cmpint (faces->len, ==, 0);
    }
}

static void
test_cancelled (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  if (!fixture_init (&fixture))
    return;
  g_autoptr (VanityImage) portrait = load (&fixture, PORTRAIT);
  g_cancellable_cancel (cancellable);
  g_assert_null (vanity_face_finder_find (fixture.finder, portrait, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* 16 bits and alpha are the same face. */
static void
test_formats (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  if (!fixture_init (&fixture))
    return;
  g_autoptr (VanityImage) portrait = load (&fixture, PORTRAIT);
  g_autoptr (VanityImage) deep
      = vanity_image_new (portrait->width, portrait->height, 16, portrait->space, &error);
  deep->has_alpha = TRUE;
  for (int y = 0; y < deep->height; y++)
    for (int i = 0; i < 4 * deep->width; i++)
      ((guint16 *)vanity_image_row (deep, y))[i]
          = i % 4 == 3 ? 65535 : vanity_image_row (portrait, y)[i] * 257;
  g_autoptr (GPtrArray) faces = find (&fixture, portrait, NULL);
  g_autoptr (GPtrArray) deep_faces = find (&fixture, deep, NULL);
  g_assert_cmpint (faces->len, ==, 1);
  g_assert_cmpint (deep_faces->len, ==, 1);
  const VanityFace *one = g_ptr_array_index (faces, 0), *other = g_ptr_array_index (deep_faces, 0);
  g_assert_cmpfloat (support_point_error (one->points, other->points), <, 1e-4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finder/small", test_small);
  g_test_add_func ("/finder/several", test_several);
  g_test_add_func ("/finder/turned", test_turned);
  g_test_add_func ("/finder/dark", test_dark);
  g_test_add_func ("/finder/nobody", test_nobody);
  g_test_add_func ("/finder/heaps", test_heaps);
  g_test_add_func ("/finder/odd", test_odd);
  g_test_add_func ("/finder/cancelled", test_cancelled);
  g_test_add_func ("/finder/formats", test_formats);
  return g_test_run ();
}
