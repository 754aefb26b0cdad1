#include "app/kept.h"

#include "analysis/history.h"
#include "app/autosave.h"
#include "app/recent-colors.h"
#include "app/remembered.h"
#include "base/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define MOMENT "moment"
/* Of one in the settings: "#c81e2d". */
#define COLOR_SIZE 7

typedef enum
{
  DATA,
  CACHE,
  STATE,
} Base;

/* Files and folders in the folder "vanity" of a base. */
typedef struct
{
  const char *title;
  const char *description;
  Base base;
  const char *names[4];
} Store;

static const Store stores[VANITY_N_KEPT] = {
  [VANITY_KEPT_TASTE] = { N_ ("What You Did with Products"),
                          N_ ("What you tried on, like, hide, own and mean to buy"),
                          DATA,
                          { "taste.db", "taste.db-wal", "taste.db.backup" } },
  [VANITY_KEPT_ANALYSES] = { N_ ("Analyses of Faces"),
                             N_ ("Numbers that you asked to be remembered, without the photos"),
                             DATA,
                             { "analyses" } },
  [VANITY_KEPT_LOOKS]
  = { N_ ("Your Looks"), N_ ("Makeup, and nothing of the people in photos"), DATA, { "looks" } },
  [VANITY_KEPT_WORK] = { N_ ("Unsaved Work"),
                         N_ ("What is being worked on, to be brought back after a crash"),
                         STATE,
                         { "autosave" } },
  [VANITY_KEPT_COLORS] = { N_ ("Recent Colours"), N_ ("The colours chosen last"), DATA, { NULL } },
  [VANITY_KEPT_TRENDS] = { N_ ("Trend File"),
                           N_ ("A table of what is in demand that you imported"),
                           DATA,
                           { "trends.csv" } },
  [VANITY_KEPT_CACHE] = { N_ ("Things of the Moment"),
                          N_ ("Results that are dragged out; they go when Vanity is closed"),
                          CACHE,
                          { MOMENT } },
  [VANITY_KEPT_PRODUCTS] = { N_ ("Products"),
                             N_ ("The catalogue; it holds nothing of you"),
                             DATA,
                             { "catalogue.db", "catalogue.db-wal", "catalogue.db.backup" } },
};

const char *
vanity_kept_get_title (VanityKept kept)
{
  return _ (stores[kept].title);
}

const char *
vanity_kept_get_description (VanityKept kept)
{
  return _ (stores[kept].description);
}

gboolean
vanity_kept_can_erase (VanityKept kept)
{
  return kept != VANITY_KEPT_PRODUCTS;
}

static char *
dup_path (Base base, const char *name)
{
  const char *folder = base == DATA    ? g_get_user_data_dir ()
                       : base == CACHE ? g_get_user_cache_dir ()
                                       : g_get_user_state_dir ();

  return g_build_filename (folder, "vanity", name, NULL);
}

/* ---- Files ---- */

/* Symbolic links are not followed: what they point to is somebody else's. */
static guint64
measure (const char *path)
{
  GStatBuf info;
  guint64 size = 0;
  g_autoptr (GDir) folder = NULL;

  if (g_lstat (path, &info) != 0)
    return 0;
  if (!S_ISDIR (info.st_mode))
    return (guint64)info.st_size;

  folder = g_dir_open (path, 0, NULL);
  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      size += measure (child);
    }

  return size;
}

static gboolean
erase (const char *path, GError **error)
{
  GStatBuf info;

  if (g_lstat (path, &info) != 0)
    return TRUE;
  if (S_ISDIR (info.st_mode))
    {
      g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

      for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
           name = g_dir_read_name (folder))
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          if (!erase (child, error))
            return FALSE;
        }
    }
  if (g_remove (path) != 0)
    {
      int code = errno;

      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s cannot be erased: %s"), path,
                   g_strerror (code));
      return FALSE;
    }

  return TRUE;
}

guint64
vanity_kept_measure (VanityKept kept)
{
  const Store *store = &stores[kept];
  guint32 colors[VANITY_RECENT_COLORS_MAX];
  guint64 size = kept == VANITY_KEPT_COLORS ? COLOR_SIZE * vanity_recent_colors_list (colors) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (store->names) && store->names[i] != NULL; i++)
    {
      g_autofree char *path = dup_path (store->base, store->names[i]);

      size += measure (path);
    }

  return size;
}

/* That of windows which are open as well: what is done next is kept again. Locks stay with those
 * who hold them. */
static void
erase_work (void)
{
  g_autoptr (GPtrArray) left = vanity_rescue_list ();
  g_autofree char *path = dup_path (STATE, "autosave");
  g_autoptr (GDir) folder = NULL;

  while (left->len > 0)
    vanity_rescue_discard (g_ptr_array_steal_index (left, 0));
  folder = g_dir_open (path, 0, NULL);
  for (const char *id = folder != NULL ? g_dir_read_name (folder) : NULL; id != NULL;
       id = g_dir_read_name (folder))
    vanity_autosave_erase (id);
}

gboolean
vanity_kept_erase (VanityKept kept, VanityShop *shop, GError **error)
{
  const Store *store = &stores[kept];

  g_return_val_if_fail (vanity_kept_can_erase (kept), FALSE);

  switch (kept)
    {
    case VANITY_KEPT_TASTE:
      vanity_shop_erase (shop, VANITY_ERASE_ALL);
      return TRUE;
    case VANITY_KEPT_TRENDS:
      return vanity_kept_measure (kept) == 0 || vanity_trends_forget (shop, error);
    case VANITY_KEPT_COLORS:
      vanity_recent_colors_forget ();
      return TRUE;
    case VANITY_KEPT_WORK:
      erase_work ();
      return TRUE;
    default:
      for (guint i = 0; i < G_N_ELEMENTS (store->names) && store->names[i] != NULL; i++)
        {
          g_autofree char *path = dup_path (store->base, store->names[i]);

          if (!erase (path, error))
            return FALSE;
        }
      return TRUE;
    }
}

/* ---- Things of the moment ---- */

/* Each process has a folder of its own, named by its number. */
static char *
dup_moment (const char *name)
{
  g_autofree char *folder = dup_path (CACHE, MOMENT);

  return g_build_filename (folder, name, NULL);
}

char *
vanity_kept_make_moment (GError **error)
{
  g_autofree char *name = g_strdup_printf ("%d", (int)getpid ());
  g_autofree char *path = dup_moment (name);

  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s cannot be made: %s"), path,
                   g_strerror (code));
      return NULL;
    }

  return g_steal_pointer (&path);
}

static gboolean
is_in_use (const char *name)
{
  gint64 process = g_ascii_strtoll (name, NULL, 10);

  return process > 0 && process <= G_MAXINT32 && process != getpid ()
         && (kill ((pid_t)process, 0) == 0 || errno == EPERM);
}

void
vanity_kept_clean_moments (void)
{
  g_autofree char *path = dup_path (CACHE, MOMENT);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    if (!is_in_use (name))
      {
        g_autofree char *moment = dup_moment (name);
        g_autoptr (GError) error = NULL;

        if (!erase (moment, &error))
          g_warning ("%s", error->message);
      }
  g_rmdir (path);
}
