/* vanity-service: the engine for other programs of the session, started by D-Bus when one asks. It
 * ends by itself when nobody has asked for a while. */
#include "errors.h"
#include "methods.h"
#include "queue.h"

#include "base/arenas.h"
#include "base/error.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

#define XML "/app/vanity/Vanity/app.vanity.Vanity.Engine1.xml"
/* The networks take a moment to be loaded: somebody who works photo by photo finds them there. */
#define LINGER_SECONDS 60

typedef struct
{
  GMainLoop *loop;
  GDBusNodeInfo *info;
  VanityQueue *queue;
  GDBusConnection *connection; /* or NULL */
  guint object;                /* its registration, or 0 */
  guint linger;                /* source */
  gboolean is_named;
  int status;
} Service;

static gboolean
on_linger (gpointer data)
{
  Service *service = data;

  service->linger = 0;
  if (!service->queue || vanity_queue_is_idle (service->queue))
    g_main_loop_quit (service->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
start_lingering (gpointer data)
{
  Service *service = data;

  g_clear_handle_id (&service->linger, g_source_remove);
  service->linger = g_timeout_add_seconds (LINGER_SECONDS, on_linger, service);
  return G_SOURCE_REMOVE;
}

static void
cancel (Service *service, GDBusMethodInvocation *invocation)
{
  const char *token;

  g_variant_get (g_dbus_method_invocation_get_parameters (invocation), "(&s)", &token);
  if (vanity_queue_cancel (service->queue, g_dbus_method_invocation_get_sender (invocation), token))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    g_dbus_method_invocation_return_error (invocation, VANITY_ERROR, VANITY_ERROR_VALUE,
                                           _ ("No request with the token “%s” is under way"),
                                           token);
}

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
         const char *name, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  Service *service = data;
  const VanityServiceMethod *method = vanity_service_find_method (name);
  GError *error = NULL;
  VanityRequest *request;

  start_lingering (service);
  if (g_str_equal (name, "Cancel"))
    cancel (service, invocation);
  else if (!method)
    g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD,
                                           _ ("There is no method “%s”"), name);
  else if ((request = vanity_request_new (invocation, method->serve, method->options, &error)))
    {
      /* The request has a reference of its own. */
      g_object_unref (invocation);
      vanity_queue_push (service->queue, request);
    }
  else
    g_dbus_method_invocation_take_error (invocation, error);
}

static GVariant *
on_get_property (GDBusConnection *connection, const char *sender, const char *path,
                 const char *interface, const char *name, GError **error, gpointer data)
{
  GVariantBuilder builder;

  if (g_str_equal (name, "Version"))
    return g_variant_new_string (VANITY_VERSION);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{st}"));
  g_variant_builder_add (&builder, "{st}", "requests", (guint64)VANITY_SERVICE_MAX_REQUESTS);
  g_variant_builder_add (&builder, "{st}", "bytes", (guint64)VANITY_SERVICE_MAX_BYTES);
  g_variant_builder_add (&builder, "{st}", "pixels", (guint64)VANITY_IMAGE_MAX_PIXELS);
  g_variant_builder_add (&builder, "{st}", "references", (guint64)VANITY_SERVICE_MAX_REFERENCES);
  g_variant_builder_add (&builder, "{st}", "seconds", (guint64)VANITY_SERVICE_MAX_SECONDS);
  return g_variant_builder_end (&builder);
}

static void
on_bus (GDBusConnection *connection, const char *name, gpointer data)
{
  static const GDBusInterfaceVTable table = { on_call, on_get_property, NULL, { 0 } };
  Service *service = data;
  g_autoptr (GError) error = NULL;

  service->connection = g_object_ref (connection);
  service->queue = vanity_queue_new (connection, start_lingering, service);
  service->object = g_dbus_connection_register_object (
      connection, VANITY_SERVICE_PATH, service->info->interfaces[0], &table, service, NULL, &error);
  if (service->object == 0)
    {
      g_printerr ("vanity-service: %s\n", error->message);
      service->status = 1;
      g_main_loop_quit (service->loop);
    }
}

static void
on_name (GDBusConnection *connection, const char *name, gpointer data)
{
  ((Service *)data)->is_named = TRUE;
}

/* A bus that ends takes the name with it: then there is nothing to do any more, and nothing wrong.
 */
static void
on_name_lost (GDBusConnection *connection, const char *name, gpointer data)
{
  Service *service = data;

  g_main_loop_quit (service->loop);
  if (service->is_named)
    return;
  service->status = 1;
  g_printerr (connection ? _ ("vanity-service: %s is somebody else’s name on the session bus\n")
                         : _ ("vanity-service: there is no session bus to offer %s on\n"),
              VANITY_SERVICE_NAME);
}

static gboolean
on_signal (gpointer data)
{
  g_main_loop_quit (((Service *)data)->loop);
  return G_SOURCE_REMOVE;
}

static GDBusNodeInfo *
load_info (GError **error)
{
  g_autoptr (GBytes) xml = g_resources_lookup_data (XML, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return xml ? g_dbus_node_info_new_for_xml (g_bytes_get_data (xml, NULL), error) : NULL;
}

static int
run (Service *service)
{
  guint name = g_bus_own_name (G_BUS_TYPE_SESSION, VANITY_SERVICE_NAME,
                               G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE, on_bus, on_name, on_name_lost,
                               service, NULL);

  g_unix_signal_add (SIGINT, on_signal, service);
  g_unix_signal_add (SIGTERM, on_signal, service);
  start_lingering (service);
  g_main_loop_run (service->loop);
  g_bus_unown_name (name);
  /* Nobody is let in while the last ones are waited for. */
  if (service->object != 0)
    g_dbus_connection_unregister_object (service->connection, service->object);
  g_clear_pointer (&service->queue, vanity_queue_free);
  g_clear_handle_id (&service->linger, g_source_remove);
  if (service->connection)
    g_dbus_connection_flush_sync (service->connection, NULL, NULL);
  g_clear_object (&service->connection);
  return service->status;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version and end"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  Service service = { 0 };
  const char *locale_dir = g_getenv ("VANITY_LOCALEDIR"); /* of a build that is not installed */

  vanity_arenas_limit ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir ? locale_dir : VANITY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* A result that grows past a limit is an error, not the end. */
  signal (SIGXFSZ, SIG_IGN);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (
      context, _ ("Lets other programs of the session use Vanity’s engine over D-Bus; started by "
                  "the bus when one does (docs/service.md)."));
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("vanity-service: %s\n", error->message);
      return 2;
    }
  if (version)
    {
      g_print ("vanity-service %s\n", VANITY_VERSION);
      return 0;
    }
  vanity_service_register_errors ();
  service.info = load_info (&error);
  if (!service.info)
    {
      g_printerr ("vanity-service: %s\n", error->message);
      return 1;
    }
  service.loop = g_main_loop_new (NULL, FALSE);
  run (&service);
  g_main_loop_unref (service.loop);
  g_dbus_node_info_unref (service.info);
  return service.status;
}
