#include "app/machine.h"

#include "app/settings.h"
#include "base/parallel.h"
#include "image/image.h"

static void
apply_threads (GSettings *settings)
{
  vanity_pool_set_limit (vanity_pool_get_default (),
                         g_settings_get_int (settings, VANITY_SETTING_THREADS));
}

static void
apply_memory (GSettings *settings)
{
  vanity_image_set_memory_limit ((gsize)g_settings_get_int (settings, VANITY_SETTING_MEMORY) << 20);
}

void
vanity_machine_follow (GSettings *settings)
{
  if (settings == NULL)
    return;

  g_signal_connect (settings, "changed::" VANITY_SETTING_THREADS, G_CALLBACK (apply_threads), NULL);
  g_signal_connect (settings, "changed::" VANITY_SETTING_MEMORY, G_CALLBACK (apply_memory), NULL);
  apply_threads (settings);
  apply_memory (settings);
}
