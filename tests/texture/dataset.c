#include "texture/dataset.h"

#include "base/error.h"
#include "base/random.h"
#include "folder.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#define SIZE 16
#define COUNT 20
#define TEXTURE (4 * SIZE * SIZE)
/* Where things lie, as the header of dataset.h says. */
#define ENTRIES 4096
#define TEXTURES 12288

typedef struct
{
  char *folder, *path;
  VanityDatasetFace faces[COUNT];
} Fixture;

static guint8
texel (int face, int i)
{
  return face * 37 + i * 11;
}

static gboolean
get (int index, guint8 *rgba, gpointer data, GError **error)
{
  const int *fails = data;

  if (fails != NULL && index == *fails)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "no texture of face %d", index);
      return FALSE;
    }
  for (int i = 0; i < TEXTURE; i++)
    rgba[i] = texel (index, i);
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
  fixture->path = g_build_filename (fixture->folder, "set.faces", NULL);
  memset (fixture->faces, 0, sizeof fixture->faces);
  for (int i = 0; i < COUNT; i++)
    {
      VanityDatasetFace *face = &fixture->faces[i];

      g_snprintf (face->name, sizeof face->name, "photo-%02d.jpg", i);
      face->person = vanity_dataset_hash (face->name);
      face->split = i % 2;
      face->makeup = i % 5 - 1;
      face->shown = 0.5f + 0.01f * i;
      face->skin[0] = 40 + i;
      face->brows[2] = -i;
      face->score = 0.1f * i;
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  fixture_remove (fixture->folder);
}

static void
write_set (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  vanity_dataset_write (fixture->path, SIZE, fixture->faces, COUNT, get, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What is read is what was written, and lies where the header says. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_set (fixture);
  g_autoptr (VanityDataset) set = vanity_dataset_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_dataset_get_size (set), ==, SIZE);
  g_assert_cmpint (vanity_dataset_get_count (set), ==, COUNT);
  for (int i = 0; i < COUNT; i++)
    {
      const guint8 *rgba = vanity_dataset_get_texture (set, i);

      g_assert_cmpmem (vanity_dataset_get_face (set, i), sizeof (VanityDatasetFace),
                       &fixture->faces[i], sizeof (VanityDatasetFace));
      for (int k = 0; k < TEXTURE; k++)
        g_assert_cmpint (rgba[k], ==, texel (i, k));
    }

  g_autoptr (GBytes) bytes = fixture_read (fixture->path);
  gsize n;
  const char *file = g_bytes_get_data (bytes, &n);
  g_assert_cmpint (n, ==, TEXTURES + COUNT * TEXTURE);
  g_assert_cmpmem (file, 8, "VANATLAS", 8);
  g_assert_cmpstr (file + ENTRIES + 256, ==, "photo-01.jpg");
  g_assert_cmpint ((guint8)file[TEXTURES + TEXTURE], ==, texel (1, 0));
}

/* A face that cannot be had leaves the old file as it was. */
static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) old = g_bytes_new_static ("old", 3);
  g_autoptr (GError) error = NULL;
  int fails = COUNT - 1;

  fixture_write (fixture->path, old);
  g_assert_false (
      vanity_dataset_write (fixture->path, SIZE, fixture->faces, COUNT, get, &fails, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_autoptr (GBytes) found = fixture_read (fixture->path);
  g_assert_true (g_bytes_equal (found, old));

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (vanity_dataset_write (fixture->path, SIZE, fixture->faces, COUNT, get, NULL,
                                        cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  const char *what;
  gsize at;
  guint8 bytes[8];
  int n_bytes;
  VanityError code;
} Damage;

static const Damage damages[] = {
  { "another magic", 0, "X", 1, VANITY_ERROR_FORMAT },
  { "another version", 8, { 2 }, 1, VANITY_ERROR_UNSUPPORTED },
  { "no power of two", 12, { 17 }, 1, VANITY_ERROR_LIMIT },
  { "a smaller atlas", 12, { 8 }, 1, VANITY_ERROR_LIMIT },
  { "a larger atlas", 12, { 32 }, 1, VANITY_ERROR_FORMAT },
  { "a huge atlas", 12, { 0, 0, 0, 128 }, 4, VANITY_ERROR_LIMIT },
  { "no face", 16, { 0 }, 1, VANITY_ERROR_LIMIT },
  { "one face more", 16, { COUNT + 1 }, 1, VANITY_ERROR_FORMAT },
  { "as many faces as can be told", 16, { 255, 255, 255, 255 }, 4, VANITY_ERROR_LIMIT },
  { "other entries", 20, { 0, 2 }, 2, VANITY_ERROR_FORMAT },
  { "another length", 24, { 1 }, 1, VANITY_ERROR_FORMAT },
  { "a name without text", ENTRIES, { 0 }, 1, VANITY_ERROR_FORMAT },
  { "a name that is no UTF-8", ENTRIES, { 0xff }, 1, VANITY_ERROR_FORMAT },
  { "a third split", ENTRIES + 144, { 2 }, 1, VANITY_ERROR_FORMAT },
  { "a fifth makeup", ENTRIES + 152, { 4, 0, 0, 0 }, 4, VANITY_ERROR_FORMAT },
  { "a share that is no number", ENTRIES + 156, { 0, 0, 0xc0, 0x7f }, 4, VANITY_ERROR_FORMAT },
  { "a score beyond the scale", ENTRIES + 240, { 0, 0, 0x80, 0x40 }, 4, VANITY_ERROR_FORMAT },
  { "a brow that is infinite", ENTRIES + 236, { 0, 0, 0x80, 0x7f }, 4, VANITY_ERROR_FORMAT },
};

static void
assert_refused (Fixture *fixture, const char *what, VanityError code)
{
  g_autoptr (GError) error = NULL;
  VanityDataset *set = vanity_dataset_open (fixture->path, &error);

  g_test_message ("%s: %s", what, error ? error->message : "read");
  g_assert_null (set);
  g_assert_error (error, VANITY_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, "set.faces"));
}

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  write_set (fixture);
  g_autoptr (GBytes) whole = fixture_read (fixture->path);
  gsize n;
  const guint8 *good = g_bytes_get_data (whole, &n);

  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      guint8 *copy = g_memdup2 (good, n);
      g_autoptr (GBytes) bytes = g_bytes_new_take (copy, n);

      memcpy (copy + damages[i].at, damages[i].bytes, damages[i].n_bytes);
      fixture_write (fixture->path, bytes);
      assert_refused (fixture, damages[i].what, damages[i].code);
    }
}

/* Bytes changed at random: refused with a reason, or read to the end. */
static void
test_random_damage (Fixture *fixture, gconstpointer data)
{
  VanityRandom random;
  int refused = 0;

  vanity_random_init (&random, 5);
  write_set (fixture);
  g_autoptr (GBytes) whole = fixture_read (fixture->path);
  for (int round = 0; round < 300; round++)
    {
      gsize n, sum = 0;
      const guint8 *good = g_bytes_get_data (whole, &n);
      guint8 *copy = g_memdup2 (good, n);
      g_autoptr (GBytes) bytes = g_bytes_new_take (copy, n);
      g_autoptr (GError) error = NULL;

      for (int k = 0; k < 3; k++)
        {
          gsize at = vanity_random_index (&random, round % 2 ? 32 : COUNT * 256);
          copy[round % 2 ? at : ENTRIES + at] = vanity_random_next (&random);
        }
      fixture_write (fixture->path, bytes);
      VanityDataset *set = vanity_dataset_open (fixture->path, &error);
      if (set == NULL)
        {
          g_assert_true (error->domain == VANITY_ERROR);
          refused++;
          continue;
        }
      for (int i = 0; i < vanity_dataset_get_count (set); i++)
        {
          sum += strlen (vanity_dataset_get_face (set, i)->name);
          for (int k = 0; k < TEXTURE; k++)
            sum += vanity_dataset_get_texture (set, i)[k];
        }
      g_assert_cmpint (sum, >, 0);
      vanity_dataset_free (set);
    }
  g_test_message ("%d of 300 refused", refused);
  g_assert_cmpint (refused, >, 150);
  g_assert_cmpint (refused, <, 300);
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 0, 1, 31, 4095, 4096, 4096 + 255, TEXTURES, TEXTURES + 1 };

  write_set (fixture);
  g_autoptr (GBytes) whole = fixture_read (fixture->path);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, lengths[i]);

      fixture_write (fixture->path, part);
      assert_refused (fixture, "cut off", VANITY_ERROR_FORMAT);
    }
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 1);
  fixture_write (fixture->path, part);
  assert_refused (fixture, "cut off by a byte", VANITY_ERROR_FORMAT);
}

/* A missing file, a folder, a pipe nobody writes to. */
static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "no file", VANITY_ERROR_FILE);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_refused (fixture, "a pipe", VANITY_ERROR_FILE);
}

/* The same person always falls to the same side, and the share of persons is what was asked. */
static void
test_split (void)
{
  int n = 0;

  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("person %d", i);
      guint64 person = vanity_dataset_hash (name);

      n += vanity_dataset_choose_split (person, 10) == VANITY_DATASET_VALIDATION;
      g_assert_cmpint (vanity_dataset_choose_split (person, 0), ==, VANITY_DATASET_TRAIN);
      g_assert_cmpint (vanity_dataset_choose_split (person, 100), ==, VANITY_DATASET_VALIDATION);
    }
  g_test_message ("%d of 5000 validate", n);
  g_assert_cmpint (abs (n - 500), <, 70);
  /* What files hold must not change. SHA-256 of "abc" begins with these eight bytes. */
  g_assert_cmphex (vanity_dataset_hash ("abc"), ==, G_GUINT64_CONSTANT (0xeacf018fbf1678ba));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/dataset/round-trip", test_round_trip);
  ADD ("/dataset/whole", test_whole);
  ADD ("/dataset/damage", test_damage);
  ADD ("/dataset/random-damage", test_random_damage);
  ADD ("/dataset/cut-off", test_cut_off);
  ADD ("/dataset/no-file", test_no_file);
  g_test_add_func ("/dataset/split", test_split);
  return g_test_run ();
}
