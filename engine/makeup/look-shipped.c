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
  { "office", N_ ("Office"), N_ ("Quiet matte browns and a soft rose lip for a long day") },
  { "k-beauty", N_ ("K-beauty glow"),
    N_ ("Glass skin, straight brows and a stained lip, as worn in Seoul") },
  { "rosy", N_ ("Rosy"), N_ ("Washed pinks on lids, cheeks and lips") },
  { "peach", N_ ("Peach"), N_ ("Warm apricot light, sun on the cheeks and a glossy mouth") },
  { "soft-brown", N_ ("Soft brown"),
    N_ ("Smudged chocolate and a nude mouth, the nineties kept gentle") },
  { "bronze", N_ ("Bronze"), N_ ("Molten gold lids and sun-warmed skin") },
  { "bridal", N_ ("Bridal"),
    N_ ("Soft champagne and rose that lasts through tears and photographs") },
  { "red-lip", N_ ("Red lip"), N_ ("A true red mouth, a clean eye and little else") },
  { "berry", N_ ("Berry"), N_ ("Plum lids and a wine-stained mouth") },
  { "sunset", N_ ("Sunset"), N_ ("Amber into copper into wine, blended like the sky") },
  { "cat-eye", N_ ("Cat eye"), N_ ("One black wing, drawn with a steady hand") },
  { "smoky", N_ ("Smoky"), N_ ("Charcoal burned from the lashes to the socket") },
  { "glam", N_ ("Glam"), N_ ("Cut light on the lid, sculpted cheeks and a full fan of lashes") },
  { "plum-night", N_ ("Plum night"), N_ ("Midnight violet with a bare, glossy mouth") },
  { "editorial", N_ ("Editorial"), N_ ("A cobalt wing on quiet skin, for the camera") },
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

/* The text is part of the program: that it reads, and says what the table says, is not a matter of
 * luck at run time but of the tests. */
static VanityLook *
load_shipped (const ShippedLook *entry)
{
  g_autofree char *path = g_strdup_printf ("/vanity/looks/%s.json", entry->id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (get_resource (), path, 0, &error);
  VanityLook *look = bytes == NULL ? NULL : vanity_look_load_bytes (bytes, path, &error);

  if (look == NULL)
    g_error ("%s", error->message);
  if (g_strcmp0 (look->id, entry->id) != 0 || g_strcmp0 (look->name, entry->name) != 0
      || g_strcmp0 (look->summary, entry->summary) != 0)
    g_error ("%s: id, name and summary differ from those in %s", path, __FILE__);
  return look;
}

GPtrArray *
vanity_look_list_shipped (void)
{
  GPtrArray *looks = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);

  for (guint i = 0; i < G_N_ELEMENTS (shipped); i++)
    g_ptr_array_add (looks, load_shipped (&shipped[i]));
  return looks;
}

VanityLook *
vanity_look_find (const char *name_or_path, GError **error)
{
  const ShippedLook *entry = find_shipped (name_or_path);

  if (entry != NULL)
    return load_shipped (entry);

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
