/* What a query finds. */
#include "catalogue/shelf.h"

#include "catalogue/catalogue.h"

/* Shades that are read at a time. */
#define CHUNK 256

/* Ids of what is asked for, in order, within offset and limit. */
static GArray *
find_ids (VanityCatalogue *catalogue, VanityDatabase *database, const VanityQuery *query,
          guint *total, GError **error)
{
  g_autoptr (VanityShelf) shelf = vanity_catalogue_take_shelf (catalogue, database, error);
  g_autoptr (GArray) items = NULL;
  GArray *ids;
  guint first, end;

  if (shelf == NULL)
    return NULL;
  items = vanity_shelf_select (shelf, database, query, error);
  if (items == NULL)
    return NULL;
  if (total != NULL)
    *total = items->len;
  first = MIN ((guint)MAX (query->offset, 0), items->len);
  end = query->limit < 0 ? items->len
                         : (guint)MIN ((guint64)first + (guint)query->limit, items->len);
  vanity_shelf_sort (shelf, query, items, (int)end);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), end - first);
  for (guint i = first; i < end; i++)
    g_array_append_val (ids, vanity_shelf_get (shelf, g_array_index (items, guint, i))->id);
  return ids;
}

static gboolean
read_shades (VanityDatabase *database, GArray *ids, guint first, guint end, GPtrArray *shades,
             GError **error)
{
  for (guint i = first; i < end; i++)
    {
      g_autoptr (GError) cause = NULL;
      VanityShade *shade = vanity_catalogue_read (database, g_array_index (ids, gint64, i), &cause);

      if (shade != NULL)
        g_ptr_array_add (shades, shade);
      else if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
    }
  return TRUE;
}

GPtrArray *
vanity_catalogue_search (VanityCatalogue *catalogue, const VanityQuery *query, guint *total,
                         GError **error)
{
  g_autoptr (GPtrArray) shades
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_shade_unref);
  g_autoptr (GArray) ids = NULL;
  VanityDatabase *database = vanity_catalogue_take_reader (catalogue, error);
  gboolean ok;

  if (database == NULL)
    return NULL;
  ids = find_ids (catalogue, database, query, total, error);
  ok = ids != NULL && read_shades (database, ids, 0, ids->len, shades, error);
  vanity_catalogue_release_reader (catalogue, database);
  return ok ? g_steal_pointer (&shades) : NULL;
}

/* One part of those that were found. */
static gboolean
tell_some (VanityCatalogue *catalogue, GArray *ids, guint first, VanityShadeFunc func,
           gpointer data, GError **error)
{
  g_autoptr (GPtrArray) shades
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_shade_unref);
  VanityDatabase *database = vanity_catalogue_take_reader (catalogue, error);
  gboolean ok = database != NULL
                && read_shades (database, ids, first, MIN (first + CHUNK, ids->len), shades, error);

  vanity_catalogue_release_reader (catalogue, database);
  for (guint i = 0; ok && i < shades->len; i++)
    ok = func (shades->pdata[i], data, error);
  return ok;
}

gboolean
vanity_catalogue_foreach (VanityCatalogue *catalogue, const VanityQuery *query,
                          VanityShadeFunc func, gpointer data, GError **error)
{
  VanityDatabase *database = vanity_catalogue_take_reader (catalogue, error);
  g_autoptr (GArray) ids
      = database != NULL ? find_ids (catalogue, database, query, NULL, error) : NULL;

  vanity_catalogue_release_reader (catalogue, database);
  /* Others are let in between. */
  for (guint first = 0; ids != NULL && first < ids->len; first += CHUNK)
    if (!tell_some (catalogue, ids, first, func, data, error))
      return FALSE;
  return ids != NULL;
}

static void
free_brand (gpointer data)
{
  VanityBrand *brand = data;

  g_free (brand->name);
  g_free (brand);
}

static int
compare_brands (gconstpointer one, gconstpointer other)
{
  return vanity_shelf_compare_names ((*(VanityBrand *const *)one)->name,
                                     (*(VanityBrand *const *)other)->name);
}

static GPtrArray *
count_brands (VanityShelf *shelf, GArray *items)
{
  GPtrArray *brands = g_ptr_array_new_with_free_func (free_brand);
  g_autofree guint *counts = g_new0 (guint, shelf->brands->len + 1);

  for (guint i = 0; i < items->len; i++)
    {
      guint product = vanity_shelf_get (shelf, g_array_index (items, guint, i))->product;

      counts[g_array_index (shelf->products, VanityShelfProduct, product).brand]++;
    }
  for (guint i = 0; i < shelf->brands->len; i++)
    if (counts[i] > 0)
      {
        VanityBrand *brand = g_new (VanityBrand, 1);

        brand->name
            = g_utf8_make_valid (g_array_index (shelf->brands, VanityShelfBrand, i).name, -1);
        brand->n_shades = counts[i];
        g_ptr_array_add (brands, brand);
      }
  g_ptr_array_sort (brands, compare_brands);
  return brands;
}

GPtrArray *
vanity_catalogue_list_brands (VanityCatalogue *catalogue, const VanityQuery *query, GError **error)
{
  VanityDatabase *database = vanity_catalogue_take_reader (catalogue, error);
  g_autoptr (VanityShelf) shelf = NULL;
  g_autoptr (GArray) items = NULL;
  g_auto (VanityQuery) all;

  vanity_query_init (&all);
  if (database == NULL)
    return NULL;
  shelf = vanity_catalogue_take_shelf (catalogue, database, error);
  if (shelf != NULL)
    items = vanity_shelf_select (shelf, database, query != NULL ? query : &all, error);
  vanity_catalogue_release_reader (catalogue, database);
  return items != NULL ? count_brands (shelf, items) : NULL;
}
