#define _GNU_SOURCE /* memfd_create () */
#include "cli-service.h"

#include "base/error.h"
#include "base/open-file.h"
#include "base/write-file.h"
#include "image/format.h"
#include "json-line.h"
#include "service/errors.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <sys/mman.h>
#include <unistd.h>

/* The service ends a request sooner. */
#define MAX_MS (300 * 1000)

struct _VanityCliService
{
  GDBusConnection *connection;
  gint n_calls; /* atomic: tokens are numbers */
};

VanityCliService *
vanity_cli_service_new (GError **error)
{
  g_autoptr (GError) cause = NULL;
  GDBusConnection *connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &cause);
  VanityCliService *service;

  if (!connection)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                   _ ("--via-service: there is no session bus: %s"), cause->message);
      return NULL;
    }
  vanity_service_register_errors ();
  service = g_new0 (VanityCliService, 1);
  service->connection = connection;
  return service;
}

void
vanity_cli_service_free (VanityCliService *service)
{
  g_object_unref (service->connection);
  g_free (service);
}

/* Descriptors of one call; −1 after an error. */
static gint32
append_fd (GUnixFDList *fds, int fd, const char *path, GError **error)
{
  gint32 handle;

  if (fd < 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s: %s", path, g_strerror (errno));
      return -1;
    }
  handle = g_unix_fd_list_append (fds, fd, error);
  close (fd);
  return handle;
}

static gint32
append_photo (GUnixFDList *fds, const char *path, GError **error)
{
  /* A pipe would be waited for. */
  return append_fd (fds, open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), path, error);
}

/* What is under way, while it is. */
typedef struct
{
  GDBusConnection *connection;
  const char *token;
} Call;

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  const Call *call = data;

  g_dbus_connection_call (call->connection, VANITY_SERVICE_NAME, VANITY_SERVICE_PATH,
                          VANITY_SERVICE_INTERFACE, "Cancel", g_variant_new ("(s)", call->token),
                          NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

/* Takes `options`; the last argument is made of them. The answer is a string of JSON. */
static char *
call (VanityCliService *service, const char *method, GVariant **arguments, int n_arguments,
      const char *photo, GVariantDict *options, GUnixFDList *fds, GCancellable *cancellable,
      GError **error)
{
  g_autofree char *name = g_filename_display_basename (photo);
  g_autofree char *token = g_strdup_printf ("%d", g_atomic_int_add (&service->n_calls, 1));
  g_autofree GVariant **all = g_new (GVariant *, n_arguments + 1);
  g_autoptr (GVariant) answer = NULL;
  Call under_way = { service->connection, token };
  gulong handler = 0;
  char *text = NULL;

  g_variant_dict_insert (options, "token", "s", token);
  g_variant_dict_insert (options, "name", "s", name);
  for (int i = 0; i < n_arguments; i++)
    all[i] = arguments[i];
  all[n_arguments] = g_variant_dict_end (options);
  if (cancellable)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), &under_way, NULL);
  answer = g_dbus_connection_call_with_unix_fd_list_sync (
      service->connection, VANITY_SERVICE_NAME, VANITY_SERVICE_PATH, VANITY_SERVICE_INTERFACE,
      method, g_variant_new_tuple (all, (gsize)n_arguments + 1), G_VARIANT_TYPE ("(s)"),
      G_DBUS_CALL_FLAGS_NONE, MAX_MS, fds, NULL, NULL, error);
  if (handler)
    g_cancellable_disconnect (cancellable, handler);
  if (answer)
    g_variant_get (answer, "(s)", &text);
  else if (error && *error)
    g_dbus_error_strip_remote_error (*error);
  return text;
}

static void
add_string (JsonObject *object, const char *name, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  json_object_set_string_member (object, name, shown);
}

/* The answer with the names of files before it, as the service knows none. */
static char *
name_files (const char *text, const char *photo, const char *output)
{
  g_autoptr (JsonNode) answer = json_from_string (text, NULL);
  g_autoptr (JsonNode) named = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (photo)
    add_string (object, "photo", photo);
  if (output)
    add_string (object, "output", output);
  if (answer && JSON_NODE_HOLDS_OBJECT (answer))
    {
      json_object_iter_init_ordered (&iter, json_node_get_object (answer));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        json_object_set_member (object, name, json_node_copy (member));
    }
  json_node_take_object (named, object);
  return vanity_json_dup_node_line (named);
}

gboolean
vanity_cli_service_detect (VanityCliService *service, VanityBatchItem *item, gboolean is_many,
                           GCancellable *cancellable, GError **error)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  gint32 photo = append_photo (fds, item->path, error);
  g_autofree char *answer = NULL;

  if (photo < 0)
    return FALSE;
  answer = call (service, "Detect", (GVariant *[]){ g_variant_new_handle (photo) }, 1, item->path,
                 &options, fds, cancellable, error);
  if (answer)
    item->text = name_files (answer, is_many ? item->path : NULL, NULL);
  return answer != NULL;
}

static GVariant *
dup_nudge (const VanityColorNudge *nudge)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sd}"));
  g_variant_builder_add (&builder, "{sd}", "lighter", (double)nudge->lighter);
  g_variant_builder_add (&builder, "{sd}", "warmer", (double)nudge->warmer);
  g_variant_builder_add (&builder, "{sd}", "muted", (double)nudge->muted);
  return g_variant_builder_end (&builder);
}

gboolean
vanity_cli_service_analyse (VanityCliService *service, VanityBatchItem *item, int face,
                            const VanityAnalysisOptions *wanted, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  gint32 photo = append_photo (fds, item->path, error);
  g_autofree char *answer = NULL;

  if (photo < 0)
    return FALSE;
  g_variant_dict_insert (&options, "face", "u", (guint32)face);
  g_variant_dict_insert (&options, "child", "b", wanted->is_child);
  if (wanted->has_white)
    g_variant_dict_insert (&options, "white", "(dd)", wanted->white_x, wanted->white_y);
  if (wanted->has_nudge)
    g_variant_dict_insert_value (&options, "nudge", dup_nudge (&wanted->nudge));
  answer = call (service, "Analyse", (GVariant *[]){ g_variant_new_handle (photo) }, 1, item->path,
                 &options, fds, cancellable, error);
  if (answer)
    item->text = name_files (answer, item->path, NULL);
  return answer != NULL;
}

/* The result comes in memory, and takes its place once it is whole. */
static int
open_result (void)
{
  return memfd_create ("vanity-result", MFD_CLOEXEC);
}

static gboolean
save_result (GUnixFDList *fds, gint32 handle, const char *path, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  int fd = g_unix_fd_list_peek_fds (fds, NULL)[handle];
  GMappedFile *mapped = g_mapped_file_new_from_fd (fd, FALSE, error);
  g_autoptr (GBytes) bytes = mapped ? g_mapped_file_get_bytes (mapped) : NULL;

  g_clear_pointer (&mapped, g_mapped_file_unref);
  return bytes && vanity_write_file (file, bytes, NULL, NULL, cancellable, error);
}

/* Adds "format" and what else the result is to be. */
static gboolean
add_save_options (GVariantDict *options, const char *path, const VanitySaveOptions *save,
                  GError **error)
{
  VanityFormat format = vanity_format_from_name (path);

  if (format != VANITY_FORMAT_JPEG && format != VANITY_FORMAT_PNG)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                   _ ("%s: --via-service writes .jpg, .jpeg and .png"), path);
      return FALSE;
    }
  g_variant_dict_insert (options, "format", "s", vanity_format_get_mime (format));
  g_variant_dict_insert (options, "keep-location", "b", save->keep_location);
  if (save->quality > 0)
    g_variant_dict_insert (options, "quality", "u", (guint32)save->quality);
  return TRUE;
}

/* Of a call that ended well: what came is saved and told. */
static gboolean
take_result (GUnixFDList *fds, gint32 result, const char *answer, VanityBatchItem *item,
             gboolean json, gboolean is_many, GCancellable *cancellable, GError **error)
{
  if (!answer || !save_result (fds, result, item->output, cancellable, error))
    return FALSE;
  if (json)
    item->text = name_files (answer, is_many ? item->path : NULL, item->output);
  return TRUE;
}

char *
vanity_cli_service_dup_look (const char *name, GError **error)
{
  char *text = NULL;

  if (!g_file_test (name, G_FILE_TEST_EXISTS))
    return g_strdup (name);
  return g_file_get_contents (name, &text, NULL, error) ? text : NULL;
}

gboolean
vanity_cli_service_apply (VanityCliService *service, VanityBatchItem *item, int face,
                          const char *look, double strength, const VanitySaveOptions *save,
                          gboolean json, GCancellable *cancellable, GError **error)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  gint32 photo = append_photo (fds, item->path, error);
  gint32 result = photo < 0 ? -1 : append_fd (fds, open_result (), item->output, error);
  g_autofree char *answer = NULL;

  if (result < 0 || !add_save_options (&options, item->output, save, error))
    return FALSE;
  g_variant_dict_insert (&options, "face", "u", (guint32)face);
  g_variant_dict_insert (&options, "strength", "d", strength);
  answer = call (service, "Apply",
                 (GVariant *[]){ g_variant_new_handle (photo), g_variant_new_string (look),
                                 g_variant_new_handle (result) },
                 3, item->path, &options, fds, cancellable, error);
  return take_result (fds, result, answer, item, json, TRUE, cancellable, error);
}

/* "regions" and "reference-faces". */
static void
add_order (GVariantDict *options, const VanityCopyOrder *order)
{
  GVariantBuilder regions, faces;

  g_variant_builder_init (&regions, G_VARIANT_TYPE ("a{s(iidd)}"));
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    {
      const VanityCopyPart *part = &order->parts[i];

      if (part->worn)
        g_variant_builder_add (&regions, "{s(iidd)}", vanity_copy_get_word (i), part->from,
                               part->to, part->blend, part->strength);
    }
  g_variant_builder_init (&faces, G_VARIANT_TYPE ("au"));
  for (guint i = 0; i < order->sources->len; i++)
    g_variant_builder_add (&faces, "u",
                           (guint32)((VanityCopySource *)order->sources->pdata[i])->face);
  g_variant_dict_insert_value (options, "regions", g_variant_builder_end (&regions));
  g_variant_dict_insert_value (options, "reference-faces", g_variant_builder_end (&faces));
}

/* A floating array of handles, or NULL. */
static GVariant *
append_references (GUnixFDList *fds, const VanityCopyOrder *order, GError **error)
{
  GVariantBuilder handles;

  g_variant_builder_init (&handles, G_VARIANT_TYPE ("ah"));
  for (guint i = 0; i < order->sources->len; i++)
    {
      gint32 handle
          = append_photo (fds, ((VanityCopySource *)order->sources->pdata[i])->path, error);

      if (handle < 0)
        {
          g_variant_builder_clear (&handles);
          return NULL;
        }
      g_variant_builder_add (&handles, "h", handle);
    }
  return g_variant_builder_end (&handles);
}

gboolean
vanity_cli_service_transfer (VanityCliService *service, VanityBatchItem *item, int face,
                             const VanityCopyOrder *order, const VanitySaveOptions *save,
                             gboolean json, gboolean is_many, GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  gint32 photo = append_photo (fds, item->path, error);
  gint32 result = photo < 0 ? -1 : append_fd (fds, open_result (), item->output, error);
  g_autofree char *answer = NULL;
  GVariant *references;

  if (result < 0 || !add_save_options (&options, item->output, save, error))
    return FALSE;
  references = append_references (fds, order, error);
  if (!references)
    return FALSE;
  g_variant_dict_insert (&options, "face", "u", (guint32)face);
  g_variant_dict_insert (&options, "recipe", "b", json);
  add_order (&options, order);
  answer = call (
      service, "Transfer",
      (GVariant *[]){ g_variant_new_handle (photo), references, g_variant_new_handle (result) }, 3,
      item->path, &options, fds, cancellable, error);
  return take_result (fds, result, answer, item, json, is_many, cancellable, error);
}

static GVariant *
dup_categories (unsigned categories)
{
  GVariantBuilder ids;

  g_variant_builder_init (&ids, G_VARIANT_TYPE_STRING_ARRAY);
  for (VanityCategory i = 0; i < VANITY_N_CATEGORIES; i++)
    if (categories & (1u << i))
      g_variant_builder_add (&ids, "s", vanity_category_get_id (i));
  return g_variant_builder_end (&ids);
}

char *
vanity_cli_service_recommend (VanityCliService *service, const char *photo, int face,
                              const char *look, int n, guint32 seed, const VanityQuery *query,
                              gboolean use_taste, GCancellable *cancellable, GError **error)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_auto (GVariantDict) options = G_VARIANT_DICT_INIT (NULL);
  g_autofree char *answer = NULL;
  GVariantBuilder photos;
  gint32 handle = photo ? append_photo (fds, photo, error) : 0;

  if (handle < 0)
    return NULL;
  g_variant_builder_init (&photos, G_VARIANT_TYPE ("ah"));
  if (photo)
    g_variant_builder_add (&photos, "h", handle);
  g_variant_dict_insert (&options, "face", "u", (guint32)face);
  g_variant_dict_insert (&options, "number", "u", (guint32)n);
  g_variant_dict_insert (&options, "seed", "u", seed);
  g_variant_dict_insert (&options, "use-taste", "b", use_taste);
  g_variant_dict_insert_value (&options, "categories", dup_categories (query->categories));
  if (query->currency)
    g_variant_dict_insert (&options, "currency", "s", query->currency);
  answer = call (
      service, "Recommend",
      (GVariant *[]){ g_variant_builder_end (&photos), g_variant_new_string (look ? look : "") }, 2,
      photo ? photo : "-", &options, fds, cancellable, error);
  return answer ? name_files (answer, photo, NULL) : NULL;
}
