#include "camera/portal.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <libportal/portal.h>

#define PORTAL "org.freedesktop.portal.Desktop"
/* Of a portal that has to be started first. */
#define START_PATIENCE_MS 5000

gboolean
vanity_camera_portal_is_wanted (void)
{
  return g_strcmp0 (g_getenv ("VANITY_CAMERA"), "portal") == 0
         || xdp_portal_running_under_sandbox ();
}

static void
on_accessed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  int remote;

  if (!xdp_portal_access_camera_finish (XDP_PORTAL (source), result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
          && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        g_task_return_error (task, g_steal_pointer (&error));
      else if (error->domain == G_DBUS_ERROR
               && !g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED))
        g_task_return_new_error (task, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                                 _ ("This desktop has no way to let applications use a camera: %s"),
                                 error->message);
      else
        g_task_return_new_error (task, VANITY_ERROR, VANITY_ERROR_FILE, "%s",
                                 _ ("Vanity was not allowed to use the camera."));
      return;
    }

  remote = xdp_portal_open_pipewire_remote_for_camera (XDP_PORTAL (source));
  if (remote < 0)
    g_task_return_new_error (task, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED, "%s",
                             _ ("The desktop allowed the camera, but did not open it."));
  else
    g_task_return_int (task, remote);
}

static GVariant *
ask_bus (GDBusConnection *bus, const char *method, GVariant *arguments, GError **error)
{
  return g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                      "org.freedesktop.DBus", method, arguments, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, START_PATIENCE_MS, NULL, error);
}

/* The library takes for granted that there are a bus and a portal. One that runs need not be one
 * that could be started. */
static gboolean
has_portal (GTask *task)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) owner = NULL;
  g_autoptr (GVariant) started = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  if (bus != NULL)
    owner = ask_bus (bus, "GetNameOwner", g_variant_new ("(s)", PORTAL), NULL);
  if (bus != NULL && owner == NULL)
    started = ask_bus (bus, "StartServiceByName", g_variant_new ("(su)", PORTAL, 0), &error);
  if (owner != NULL || started != NULL)
    return TRUE;

  g_dbus_error_strip_remote_error (error);
  g_task_return_new_error (task, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                           _ ("This desktop has no way to let applications use a camera: %s"),
                           error->message);
  return FALSE;
}

void
vanity_camera_portal_open_async (GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (XdpPortal) portal = NULL;

  g_task_set_source_tag (task, vanity_camera_portal_open_async);
  if (!has_portal (task))
    return;

  portal = xdp_portal_new ();
  if (!xdp_portal_is_camera_present (portal))
    {
      g_task_return_new_error (task, VANITY_ERROR, VANITY_ERROR_MISSING, "%s",
                               _ ("The desktop knows of no camera."));
      return;
    }
  xdp_portal_access_camera (portal, NULL, XDP_CAMERA_FLAG_NONE, cancellable, on_accessed,
                            g_steal_pointer (&task));
}

int
vanity_camera_portal_open_finish (GAsyncResult *result, GError **error)
{
  return (int)g_task_propagate_int (G_TASK (result), error);
}
