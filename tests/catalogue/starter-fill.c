/* The list in a catalogue: at first, after an update, and beside what a person did. */
#include "catalogue/starter.h"

#include "folder.h"

#include <string.h>

typedef struct
{
  char *folder, *path;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = fixture_folder ();
  place->path = g_build_filename (place->folder, "catalogue.db", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_free (place->path);
  fixture_remove (place->folder);
}

static VanityCatalogue *
open_catalogue (Place *place)
{
  g_autoptr (GError) error = NULL;
  VanityCatalogue *catalogue = vanity_catalogue_open (place->path, &error);

  g_assert_no_error (error);
  return catalogue;
}

static guint
count (VanityCatalogue *catalogue)
{
  g_auto (VanityQuery) query = { 0 };
  g_autoptr (GPtrArray) shades = NULL;
  g_autoptr (GError) error = NULL;
  guint total;

  vanity_query_init (&query);
  query.limit = 1;
  shades = vanity_catalogue_search (catalogue, &query, &total, &error);
  g_assert_no_error (error);
  return total;
}

static guint
fill (VanityCatalogue *catalogue)
{
  g_autoptr (GError) error = NULL;
  guint n_added = 0;

  g_assert_true (vanity_starter_fill (catalogue, &n_added, &error));
  g_assert_no_error (error);
  return n_added;
}

/* As if a program with the version before the list's had filled it. */
static void
set_version (VanityCatalogue *catalogue, const char *version)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_catalogue_set_note (catalogue, "starter-list", version, &error));
  g_assert_no_error (error);
}

static VanityShade *
get (VanityCatalogue *catalogue, const char *uid)
{
  g_autoptr (GError) error = NULL;
  VanityShade *shade = vanity_catalogue_get (catalogue, uid, &error);

  g_assert_no_error (error);
  return shade;
}

static void
add (VanityCatalogue *catalogue, const VanityShade *shade)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_catalogue_add (catalogue, shade, NULL, &error));
  g_assert_no_error (error);
}

/* A new catalogue has every row as the list has it, and a second filling changes nothing. */
static void
test_new (Place *place, gconstpointer data)
{
  g_autoptr (VanityCatalogue) catalogue = open_catalogue (place);
  g_autoptr (GArray) rows = vanity_starter_read (NULL);
  guint64 generation;

  g_assert_cmpuint (count (catalogue), ==, rows->len);
  for (guint i = 0; i < rows->len; i += 37)
    {
      const VanityShade *wanted = g_array_index (rows, VanityStarterRow, i).shade;
      g_autoptr (VanityShade) shade = get (catalogue, wanted->uid);

      g_assert_nonnull (shade);
      g_assert_cmpstr (shade->brand, ==, wanted->brand);
      g_assert_cmpstr (shade->name, ==, wanted->name);
      g_assert_cmphex (shade->rgb, ==, wanted->rgb);
      g_assert_cmpint (shade->color_source, ==, wanted->color_source);
      g_assert_cmpstr (shade->source, ==, VANITY_STARTER_SOURCE);
      g_assert_cmpstr (shade->date, ==, wanted->date);
    }
  generation = vanity_catalogue_get_generation (catalogue);
  g_assert_cmpuint (fill (catalogue), ==, 0);
  g_assert_cmpuint (vanity_catalogue_get_generation (catalogue), ==, generation);
}

/* What somebody took out stays out, however often the program starts; also when it is one of a list
 * that the catalogue was filled with before an update. */
static void
test_removed (Place *place, gconstpointer data)
{
  g_autoptr (GArray) rows = vanity_starter_read (NULL);
  const char *uid = g_array_index (rows, VanityStarterRow, 0).shade->uid;
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (VanityCatalogue) catalogue = open_catalogue (place);

    g_assert_true (vanity_catalogue_remove (catalogue, uid, &error));
    g_assert_no_error (error);
  }
  {
    g_autoptr (VanityCatalogue) catalogue = open_catalogue (place);

    g_assert_null (get (catalogue, uid));
    g_assert_cmpuint (count (catalogue), ==, rows->len - 1);
  }
}

/* Filled by a program without this list: rows are added, but none over what is there. */
static void
test_update (Place *place, gconstpointer data)
{
  g_autoptr (VanityCatalogue) catalogue = open_catalogue (place);
  g_autoptr (GArray) rows = vanity_starter_read (NULL);
  const VanityShade *first = g_array_index (rows, VanityStarterRow, 0).shade;
  const VanityShade *second = g_array_index (rows, VanityStarterRow, 1).shade;
  g_autoptr (VanityShade) own = vanity_shade_copy (first);
  g_autoptr (VanityShade) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_catalogue_remove (catalogue, first->uid, &error));
  g_assert_true (vanity_catalogue_remove (catalogue, second->uid, &error));
  g_assert_no_error (error);
  vanity_shade_set_color (own, 0x010203, VANITY_COLOR_SOURCE_ESTIMATED);
  vanity_shade_set_text (&own->source, "my own");
  vanity_shade_set_text (&own->date, "2001-01-01");
  add (catalogue, own);
  set_version (catalogue, "0");
  g_assert_cmpuint (fill (catalogue), ==, 1);
  kept = get (catalogue, first->uid);
  g_assert_nonnull (kept);
  g_assert_cmphex (kept->rgb, ==, 0x010203);
  g_assert_cmpstr (kept->source, ==, "my own");
  g_assert_cmpuint (count (catalogue), ==, rows->len);
}

/* A list that is newer than the program's is left alone. */
static void
test_newer (Place *place, gconstpointer data)
{
  g_autoptr (VanityCatalogue) catalogue = open_catalogue (place);
  g_autoptr (GArray) rows = vanity_starter_read (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *version = NULL;

  g_assert_true (vanity_catalogue_remove (
      catalogue, g_array_index (rows, VanityStarterRow, 0).shade->uid, &error));
  g_assert_no_error (error);
  set_version (catalogue, "1000");
  g_assert_cmpuint (fill (catalogue), ==, 0);
  version = vanity_catalogue_get_note (catalogue, "starter-list", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (version, ==, "1000");
}

static void
add_test (const char *name, void (*test) (Place *, gconstpointer))
{
  g_test_add (name, Place, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/catalogue/starter-fill/new", test_new);
  add_test ("/catalogue/starter-fill/removed", test_removed);
  add_test ("/catalogue/starter-fill/update", test_update);
  add_test ("/catalogue/starter-fill/newer", test_newer);
  return g_test_run ();
}
