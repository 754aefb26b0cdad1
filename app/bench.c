#include "app/bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Steps of the slider that are timed, and how long the window is left alone before them, so that
 * the gallery's pictures are done. */
#define STEPS 60
#define REST_US 1500000
/* One with every kind of layer. */
#define BENCH_LOOK "glam"

typedef struct
{
  VanityWindow *window;
  const char *photo;
  gboolean slide;   /* the slider's steps are wanted, not the opening */
  gint64 opened;    /* 0 until then */
  gint64 current;   /* when the first makeover was on screen, 0 until then */
  gint64 asked;     /* when the running step was asked for, 0 while there is none */
  gint64 answered;  /* when it was rendered */
  gint64 painting;  /* when the frame began */
  double ms[STEPS]; /* of the steps done */
  int n;
} Watch;

gboolean
vanity_bench_is_on (void)
{
  return g_getenv ("VANITY_BENCH_STARTUP") != NULL || g_getenv ("VANITY_BENCH_OPEN") != NULL
         || g_getenv ("VANITY_BENCH_SLIDER") != NULL;
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

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return (one > other) - (one < other);
}

static void
on_pictures (VanityDocument *document, GParamSpec *pspec, Watch *watch)
{
  if (watch->asked != 0 && watch->answered == 0 && vanity_document_is_current (document))
    watch->answered = g_get_monotonic_time ();
}

/* A step is the makeup rendered anew and the frame that shows it; the wait for the screen's next
 * turn, which lies between, is nobody's work. */
static void
slide (Watch *watch, VanityDocument *document)
{
  gint64 now = g_get_monotonic_time ();

  if (watch->current == 0)
    {
      g_autoptr (VanityLook) look = vanity_look_find (BENCH_LOOK, NULL);

      watch->current = now;
      vanity_document_set_look (document, look);
      g_signal_connect (document, "notify::pictures", G_CALLBACK (on_pictures), watch);
    }
  if (now - watch->current < REST_US)
    return;

  if (watch->asked != 0 && watch->answered != 0)
    {
      watch->ms[watch->n++] = (watch->answered - watch->asked + now - watch->painting) / 1e3;
      watch->asked = watch->answered = 0;
    }
  if (watch->n == STEPS)
    {
      qsort (watch->ms, STEPS, sizeof *watch->ms, compare_times);
      finish (watch, "slider", watch->ms[STEPS / 2]);
    }
  else if (watch->asked == 0)
    {
      watch->asked = now;
      vanity_document_set_strength (document, 0.35 + 0.01 * watch->n);
    }
}

static void
on_painting (GdkFrameClock *clock, Watch *watch)
{
  watch->painting = g_get_monotonic_time ();
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
      if (watch->slide)
        slide (watch, document);
      else
        finish (watch, "open", (g_get_monotonic_time () - watch->opened) / 1e3);
    }
}

/* The clock sleeps when nothing changes; the stopwatch must not wait for it to wake. A step of the
 * slider draws by itself. */
static gboolean
keep_ticking (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Watch *watch = user_data;

  if (watch->asked != 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_queue_draw (widget);

  return G_SOURCE_CONTINUE;
}

static void
on_realized (GtkWidget *window, Watch *watch)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (on_painting), watch);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), watch);
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
  if (watch->photo == NULL)
    {
      watch->photo = g_getenv ("VANITY_BENCH_SLIDER");
      watch->slide = watch->photo != NULL;
    }
  g_object_set_data_full (G_OBJECT (window), "vanity-bench", watch, g_free);
  g_signal_connect (window, "realize", G_CALLBACK (on_realized), watch);
  if (watch->photo != NULL)
    gtk_widget_add_tick_callback (GTK_WIDGET (window), keep_ticking, watch, NULL);
}
