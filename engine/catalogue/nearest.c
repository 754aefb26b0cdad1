#include "catalogue/nearest.h"

#include "base/error.h"
#include "catalogue/color-tree.h"
#include "catalogue/shelf.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
clear_match (gpointer data)
{
  VanityShadeMatch *match = data;

  g_clear_pointer (&match->shade, vanity_shade_unref);
}

/* By item; NULL where there is no query. */
static gboolean
admit (VanityShelf *shelf, VanityDatabase *database, const VanityQuery *query, guint8 **admitted,
       GError **error)
{
  g_autoptr (GArray) items = NULL;

  *admitted = NULL;
  if (query == NULL)
    return TRUE;
  items = vanity_shelf_select (shelf, database, query, error);
  if (items == NULL)
    return FALSE;
  *admitted = g_malloc0 (shelf->items->len + 1);
  for (guint i = 0; i < items->len; i++)
    (*admitted)[g_array_index (items, guint, i)] = 1;
  return TRUE;
}

static GArray *
find (VanityCatalogue *catalogue, VanityDatabase *database, VanityLab lab, const VanityQuery *query,
      guint n, GError **error)
{
  g_autoptr (VanityShelf) shelf = vanity_catalogue_take_shelf (catalogue, database, error);
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (VanityShadeMatch));
  g_autoptr (GArray) found = NULL;
  g_autofree guint8 *admitted = NULL;

  g_array_set_clear_func (matches, clear_match);
  if (shelf == NULL || !admit (shelf, database, query, &admitted, error))
    return NULL;
  found = vanity_color_tree_search (vanity_shelf_find_tree (shelf), lab, admitted, n);
  for (guint i = 0; i < found->len; i++)
    {
      const VanityColorMatch *one = &g_array_index (found, VanityColorMatch, i);
      g_autoptr (GError) cause = NULL;
      VanityShadeMatch match
          = { vanity_catalogue_read (database, vanity_shelf_get (shelf, one->item)->id, &cause),
              one->delta_e };

      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
      if (match.shade != NULL)
        g_array_append_val (matches, match);
    }
  return g_steal_pointer (&matches);
}

GArray *
vanity_catalogue_nearest (VanityCatalogue *catalogue, VanityLab lab, const VanityQuery *query,
                          int n, GError **error)
{
  VanityDatabase *database;
  GArray *matches;

  if (!isfinite (lab.L) || !isfinite (lab.a) || !isfinite (lab.b))
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("a colour is no number"));
      return NULL;
    }
  database = vanity_catalogue_take_reader (catalogue, error);
  if (database == NULL)
    return NULL;
  matches = find (catalogue, database, lab, query, (guint)MAX (n, 0), error);
  vanity_catalogue_release_reader (catalogue, database);
  return matches;
}
