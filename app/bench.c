#include "app/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct
{
  VanityWindow *window;
  const char *photo;
  gint64 opened; /* 0 until then */
} Watch;

gboolean
vanity_bench_is_on (void)
{
  return g_getenv ("VANITY_BENCH_STARTUP") != NULL || g_getenv ("VANITY_BENCH_OPEN") != NULL;
}

/* Milliseconds since the kernel started this process, to a clock tick (10 ms). */
static double
get_age (void)
{
  g_autofree char *text = NULL;
  const char *field;
  struct timespec now;
  double start;

  /* proc(5): field 22 is the start in clock ticks after boot; the name in field 2 may hold spaces
   * and ends with the last parenthesis. */
  if (!g_file_get_contents ("/proc/self/stat", &text, NULL, NULL)
      || (field = strrchr (text, ')')) == NULL)
    return -1;
  for (int i = 2; i < 22 && field != NULL; i++)
    field = strchr (field + 1, ' ');
  if (field == NULL)
    return -1;

  start = g_ascii_strtod (field, NULL) / sysconf (_SC_CLK_TCK);
  clock_gettime (CLOCK_BOOTTIME, &now);

  return 1000 * (now.tv_sec + now.tv_nsec / 1e9 - start);
}

static void
finish (Watch *watch, const char *what, double ms)
{
  g_print ("%s %.0f ms\n", what, ms);
  fflush (stdout);
  g_application_quit (g_application_get_default ());
}

static void
on_painted (GdkFrameClock *clock, Watch *watch)
{
  VanityDocument *document = vanity_window_get_document (watch->window);

  if (watch->photo == NULL)
    {
      finish (watch, "startup", get_age ());
    }
  else if (watch->opened == 0)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (watch->photo);

      watch->opened = g_get_monotonic_time ();
      vanity_window_open_file (watch->window, file);
    }
  else if (document != NULL && vanity_document_get_state (document) > VANITY_DOCUMENT_READY)
    {
      finish (watch, "open failed after", (g_get_monotonic_time () - watch->opened) / 1e3);
    }
  else if (document != NULL && vanity_document_is_current (document)
           && g_strcmp0 (vanity_window_get_page (watch->window), "photo") == 0)
    {
      finish (watch, "open", (g_get_monotonic_time () - watch->opened) / 1e3);
    }
}

/* The clock sleeps when nothing changes; the stopwatch must not wait for it to wake. */
static gboolean
keep_ticking (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
on_realized (GtkWidget *window, Watch *watch)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_painted),
                    watch);
}

void
vanity_bench_watch (VanityWindow *window)
{
  Watch *watch;

  if (!vanity_bench_is_on ())
    return;

  watch = g_new0 (Watch, 1);
  watch->window = window;
  watch->photo = g_getenv ("VANITY_BENCH_OPEN");
  g_object_set_data_full (G_OBJECT (window), "vanity-bench", watch, g_free);
  g_signal_connect (window, "realize", G_CALLBACK (on_realized), watch);
  if (watch->photo != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (window), keep_ticking, NULL, NULL);
}
