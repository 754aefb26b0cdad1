#include "fixture.h"

#include "folder.h"

static void
open_catalogue (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->catalogue = vanity_catalogue_open_bare (fixture->path, &error);
  g_assert_no_error (error);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
  fixture->path = g_build_filename (fixture->folder, "catalogue.db", NULL);
  open_catalogue (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  fixture_remove (fixture->folder);
  g_free (fixture->path);
}

void
fixture_reopen (Fixture *fixture)
{
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  open_catalogue (fixture);
}

void
fixture_add (Fixture *fixture, const VanityShade *shade, VanityAddOutcome wanted)
{
  g_autoptr (GError) error = NULL;
  VanityAddOutcome outcome;

  vanity_catalogue_add (fixture->catalogue, shade, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome, ==, wanted);
}

VanityShade *
fixture_get (Fixture *fixture, const char *uid)
{
  g_autoptr (GError) error = NULL;
  VanityShade *shade = vanity_catalogue_get (fixture->catalogue, uid, &error);

  g_assert_no_error (error);
  return shade;
}

guint
fixture_count (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_auto (VanityQuery) query;
  guint total;

  vanity_query_init (&query);
  query.text = g_strdup (text);
  g_autoptr (GPtrArray) found
      = vanity_catalogue_search (fixture->catalogue, &query, &total, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, total);
  return total;
}
