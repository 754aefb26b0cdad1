#include "train/stop.h"

#include <glib.h>

static volatile sig_atomic_t asked;

static void
on_signal (int number)
{
  asked = TRUE;
}

static const int numbers[2] = { SIGINT, SIGTERM };

void
vanity_stop_catch (VanityStop *self)
{
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESETHAND | SA_RESTART };

  asked = FALSE;
  for (int i = 0; i < 2; i++)
    {
      sigaction (numbers[i], &action, &self->old[i]);
      /* Whoever started this program wants it not to be bothered. */
      if (self->old[i].sa_handler == SIG_IGN)
        sigaction (numbers[i], &self->old[i], NULL);
    }
}

void
vanity_stop_release (const VanityStop *self)
{
  for (int i = 0; i < 2; i++)
    sigaction (numbers[i], &self->old[i], NULL);
}

gboolean
vanity_stop_is_asked (void)
{
  return asked;
}
