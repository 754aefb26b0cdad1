/* The looks that come with Vanity. Their text is assets/looks/ID.json, compiled into the library
 * as a GResource; the table below gives the gallery its order and gettext the words it translates,
 * and a test holds it against the files. To ship one more look: its file, one line in
 * assets/looks/looks.gresource.xml, one here. */
#include "makeup/look.h"

#include "base/error.h"
#include "makeup/looks-resource.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *id;
  const char *name;
  const char *summary;
} ShippedLook;

static const ShippedLook shipped[] = {
  { "bare", N_ ("Bare"), N_ ("Evened skin and groomed brows, nothing more") },
};

static const ShippedLook *
find_shipped (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    if (g_strcmp0 (shipped[i].id, id) == 0)
      return &shipped[i];
  return NULL;
}

/* The resource is compiled without a constructor, which a linker would drop from a static library.
 */
static GResource *
get_resource (void)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      vanity_looks_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return vanity_looks_get_resource ();
}

static VanityLook *
load_shipped (const char *id)
{
  g_autofree char *path = g_strdup_printf ("/vanity/looks/%s.json", id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (get_resource (), path, 0, &error);
  VanityLook *look = bytes == NULL ? NULL : vanity_look_load_bytes (bytes, path, &error);

  /* The text is part of the program. */
  if (look == NULL)
    g_error ("%s", error->message);
  return look;
}

GPtrArray *
vanity_look_list_shipped (void)
{
  GPtrArray *looks = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    g_ptr_array_add (looks, load_shipped (shipped[i].id));
  return looks;
}

VanityLook *
vanity_look_find (const char *name_or_path, GError **error)
{
  if (find_shipped (name_or_path) != NULL)
    return load_shipped (name_or_path);

  if (g_file_test (name_or_path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GFile) file = g_file_new_for_path (name_or_path);

      return vanity_look_load (file, error);
    }

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("“%s” is neither a shipped look nor a file"), name_or_path);
  return NULL;
}

/* A look a person has saved under a name of their own is not translated, even where it began as a
 * shipped one. */
const char *
vanity_look_get_label (const VanityLook *look)
{
  const ShippedLook *own = find_shipped (look->id);

  return own != NULL && g_strcmp0 (own->name, look->name) == 0 ? _ (own->name) : look->name;
}

const char *
vanity_look_get_summary (const VanityLook *look)
{
  const ShippedLook *own = find_shipped (look->id);

  return own != NULL && g_strcmp0 (own->summary, look->summary) == 0 ? _ (own->summary)
                                                                     : look->summary;
}
