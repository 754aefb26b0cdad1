#include "train/progress-line.h"

#include <math.h>
#include <unistd.h>

/* Microseconds between two lines. */
#define ON_TERMINAL 100000
#define ELSEWHERE 5000000

void
vanity_progress_line_init (VanityProgressLine *self, FILE *out)
{
  *self = (VanityProgressLine){ .out = out, .terminal = out != NULL && isatty (fileno (out)) };
}

/* "1:23:45", "1:23". */
static char *
describe_time (double seconds)
{
  int whole = CLAMP (ceil (seconds), 0, 3.6e6);

  if (whole >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  return g_strdup_printf ("%d:%02d", whole / 60, whole % 60);
}

char *
vanity_progress_to_string (const VanityProgress *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *left = describe_time (self->seconds);
  double done = ((self->epoch - 1.0) * self->steps + self->step) / self->steps / self->epochs;

  g_string_append_printf (text, "epoch %d/%d  step %d/%d  %d %%", self->epoch, self->epochs,
                          self->step, self->steps, (int)(100.0 * done));
  if (self->name != NULL)
    g_string_append_printf (text, "  %s %.4g", self->name, self->value);
  g_string_append_printf (text, "  %.*f samples/s  %s left", self->rate < 10.0 ? 1 : 0, self->rate,
                          left);
  return g_string_free (text, FALSE);
}

void
vanity_progress_line_show (VanityProgressLine *self, const VanityProgress *progress,
                           gboolean interval)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *text = NULL;

  if (self->out == NULL || (!self->terminal && !interval)
      || (self->shown != 0 && now - self->shown < (self->terminal ? ON_TERMINAL : ELSEWHERE)))
    return;
  self->shown = now;
  text = vanity_progress_to_string (progress);
  if (self->terminal)
    fprintf (self->out, "\r%s\033[K", text);
  else
    fprintf (self->out, "%s\n", text);
  fflush (self->out);
  self->written = TRUE;
}

void
vanity_progress_line_clear (VanityProgressLine *self)
{
  if (self->terminal && self->written)
    {
      fputs ("\r\033[K", self->out);
      fflush (self->out);
    }
  self->written = FALSE;
}
