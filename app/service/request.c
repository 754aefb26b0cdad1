#define _GNU_SOURCE /* O_PATH */
#include "request.h"

#include "app/user-looks.h"
#include "base/error.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_TOKEN 128
#define MAX_NAME 1024
#define MAX_FACE 1000

static const char *
find_type (const VanityRequestOption *known, const char *name)
{
  static const VanityRequestOption common[]
      = { { "token", "s" }, { "name", "s" }, { "face", "u" }, { NULL, NULL } };

  for (const VanityRequestOption *option = common; option->name; option++)
    if (g_str_equal (option->name, name))
      return option->type;
  for (const VanityRequestOption *option = known; option && option->name; option++)
    if (g_str_equal (option->name, name))
      return option->type;
  return NULL;
}

static gboolean
check_options (GVariant *options, const VanityRequestOption *known, GError **error)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, options);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      const char *type = find_type (known, name);

      if (type && g_variant_is_of_type (value, G_VARIANT_TYPE (type)))
        continue;
      if (!type)
        g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                     _ ("The method has no option “%s”"), name);
      else
        g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                     _ ("The option “%s” is of type %s, not %s"), name, type,
                     g_variant_get_type_string (value));
      g_variant_unref (value);
      return FALSE;
    }
  return TRUE;
}

/* A method without arguments has no options. */
static GVariant *
take_options (GVariant *parameters)
{
  gsize n = g_variant_n_children (parameters);

  return n > 0 ? g_variant_get_child_value (parameters, n - 1)
               : g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
}

/* Words that are repeated in messages and signals. */
static gboolean
check_word (const char *option, const char *word, gsize most, GError **error)
{
  gboolean is_good = !word || (*word && strlen (word) <= most);

  for (const char *at = word; is_good && at && *at; at = g_utf8_next_char (at))
    is_good = !g_unichar_iscntrl (g_utf8_get_char (at));
  if (!is_good)
    g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                 _ ("The option “%s” has 1 to %d bytes, and no control characters"), option,
                 (int)most);
  return is_good;
}

static gboolean
take_common (VanityRequest *request, GError **error)
{
  g_variant_lookup (request->options, "token", "s", &request->token);
  g_variant_lookup (request->options, "name", "s", &request->name);
  g_variant_lookup (request->options, "face", "u", &request->face);
  if (!check_word ("token", request->token, MAX_TOKEN, error)
      || !check_word ("name", request->name, MAX_NAME, error))
    return FALSE;
  if (request->face > MAX_FACE)
    g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                 _ ("The option “face” is %u, and at most %d"), request->face, MAX_FACE);
  return request->face <= MAX_FACE;
}

VanityRequest *
vanity_request_new (GDBusMethodInvocation *invocation, VanityServeFunc serve,
                    const VanityRequestOption *known, GError **error)
{
  g_autoptr (VanityRequest) request = g_new0 (VanityRequest, 1);
  GUnixFDList *fds
      = g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));

  request->invocation = g_object_ref (invocation);
  request->parameters = g_variant_ref (g_dbus_method_invocation_get_parameters (invocation));
  request->options = take_options (request->parameters);
  request->fds = fds ? g_object_ref (fds) : NULL;
  request->caller = g_strdup (g_dbus_method_invocation_get_sender (invocation));
  request->cancellable = g_cancellable_new ();
  request->serve = serve;
  if (!check_options (request->options, known, error) || !take_common (request, error))
    return NULL;
  return g_steal_pointer (&request);
}

void
vanity_request_free (VanityRequest *request)
{
  g_clear_object (&request->invocation);
  g_clear_pointer (&request->parameters, g_variant_unref);
  g_clear_pointer (&request->options, g_variant_unref);
  g_clear_object (&request->fds);
  g_clear_object (&request->cancellable);
  g_free (request->caller);
  g_free (request->token);
  g_free (request->name);
  g_free (request);
}

void
vanity_request_set_progress (VanityRequest *request, double share)
{
  if (request->token)
    g_dbus_connection_emit_signal (g_dbus_method_invocation_get_connection (request->invocation),
                                   request->caller, VANITY_SERVICE_PATH, VANITY_SERVICE_INTERFACE,
                                   "Progress", g_variant_new ("(sd)", request->token, share), NULL);
}

/* The descriptor itself, which stays the list's; −1 where the message has none of this handle. */
static int
get_fd (VanityRequest *request, gint32 handle, const char *name, GError **error)
{
  int n = 0;
  const int *all = request->fds ? g_unix_fd_list_peek_fds (request->fds, &n) : NULL;

  if (handle >= 0 && handle < n)
    return all[handle];
  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
               _ ("%s: the message holds no descriptor %d"), name, handle);
  return -1;
}

/* What it was opened for is what the caller was allowed. */
static gboolean
check_fd (int fd, const char *name, gboolean writing, struct stat *info, GError **error)
{
  int flags = fcntl (fd, F_GETFL);

  if (flags < 0 || (flags & O_PATH) || (flags & O_ACCMODE) == (writing ? O_RDONLY : O_WRONLY)
      || (writing && (flags & O_APPEND)))
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                 writing ? _ ("%s: the descriptor is not open for writing")
                         : _ ("%s: the descriptor is not open for reading"),
                 name);
  else if (fstat (fd, info) != 0 || !S_ISREG (info->st_mode))
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                 _ ("%s: the descriptor is that of no ordinary file"), name);
  else
    return TRUE;
  return FALSE;
}

GBytes *
vanity_request_read (VanityRequest *request, gint32 handle, const char *name, GError **error)
{
  int fd = get_fd (request, handle, name, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  struct stat info;
  gsize got = 0;

  if (fd < 0 || !check_fd (fd, name, FALSE, &info, error))
    return NULL;
  if (info.st_size > VANITY_SERVICE_MAX_BYTES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("%s: %d MiB; the service takes up to %d MiB"), name,
                   (int)(info.st_size >> 20), VANITY_SERVICE_MAX_BYTES >> 20);
      return NULL;
    }
  g_byte_array_set_size (bytes, (guint)info.st_size);
  /* The caller may shorten it meanwhile; what it adds is not waited for. */
  while (got < bytes->len)
    {
      gssize n = pread (fd, bytes->data + got, bytes->len - got, (off_t)got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot be read: %s"), name,
                       g_strerror (errno));
          return NULL;
        }
      if (n == 0 || g_cancellable_set_error_if_cancelled (request->cancellable, error))
        break;
      got += (gsize)n;
    }
  if (g_cancellable_is_cancelled (request->cancellable))
    return NULL;
  g_byte_array_set_size (bytes, (guint)got);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

VanityPhoto *
vanity_request_load_photo (VanityRequest *request, gint32 handle, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!name)
    name = _ ("photo");
  bytes = vanity_request_read (request, handle, name, error);
  return bytes ? vanity_photo_load_bytes (bytes, name, request->cancellable, error) : NULL;
}

gboolean
vanity_request_check_result (VanityRequest *request, gint32 handle, const gint32 *others,
                             GError **error)
{
  int fd = get_fd (request, handle, "result", error);
  struct stat info;

  if (fd < 0 || !check_fd (fd, "result", TRUE, &info, error))
    return FALSE;
  for (; *others >= 0; others++)
    {
      int other = get_fd (request, *others, "photo", error);
      struct stat its;

      if (other < 0)
        return FALSE;
      if (fstat (other, &its) == 0 && its.st_dev == info.st_dev && its.st_ino == info.st_ino)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       _ ("The result would be written over a photo that is read"));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
vanity_request_write (VanityRequest *request, gint32 handle, GBytes *bytes, GError **error)
{
  int fd = get_fd (request, handle, "result", error);
  gsize size, written = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (fd < 0 || g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return FALSE;
  while (written < size || written == 0)
    {
      gssize n = written == 0 && ftruncate (fd, 0) != 0
                     ? -1
                     : pwrite (fd, data + written, size - written, (off_t)written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                       _ ("The result cannot be written: %s"), g_strerror (errno));
          /* Rather nothing than half of it. */
          if (ftruncate (fd, 0) != 0)
            g_prefix_error (error, "%s ", _ ("Part of it was written."));
          return FALSE;
        }
      written += (gsize)n;
    }
  return TRUE;
}

/* A new reference, or NULL. Takes `looks`. */
static VanityLook *
take_by_id (GPtrArray *looks, const char *id)
{
  int index = vanity_looks_find (looks, id);
  VanityLook *look = index >= 0 ? vanity_look_ref (g_ptr_array_index (looks, index)) : NULL;

  g_ptr_array_unref (looks);
  return look;
}

VanityLook *
vanity_request_find_look (const char *text, GError **error)
{
  VanityLook *look;

  if (strchr (text, '{'))
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

      return vanity_look_load_bytes (bytes, "look", error);
    }
  look = take_by_id (vanity_look_list_shipped (), text);
  if (!look)
    look = take_by_id (vanity_user_looks_list (), text);
  if (!look)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("There is no look “%s”"), text);
  return look;
}
