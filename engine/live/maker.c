#include "live/maker.h"

#include "base/parallel.h"

#include <sys/resource.h>
#ifdef __linux__
#include <sys/syscall.h>
#include <unistd.h>
#endif

#define NICE 5

typedef enum
{
  IDLE,
  WANTED,
  MAKING,
  DONE,
} State;

struct _VanityMaker
{
  GThread *thread;
  GCancellable *cancellable;

  GMutex lock; /* of what follows */
  GCond changed;
  gboolean stop;
  State state;
  VanityImage *frame; /* NULL: the last one again */
  VanityFace face;
  VanityLook *look;
  guint tag;
  VanityFitting *fitting; /* of the last frame */
  VanitySheet *sheet;
  GError *error;
};

static void
make (gpointer data, int index, int worker)
{
  VanityMaker *maker = data;

  if (maker->frame != NULL)
    {
      g_clear_pointer (&maker->fitting, vanity_fitting_free);
      maker->fitting
          = vanity_fitting_new (maker->frame, &maker->face, maker->cancellable, &maker->error);
    }
  if (maker->fitting != NULL)
    maker->sheet
        = vanity_fitting_wear (maker->fitting, maker->look, maker->cancellable, &maker->error);
}

static gpointer
maker_main (gpointer data)
{
  VanityMaker *maker = data;

#ifdef __linux__
  /* On Linux a thread has a priority of its own. */
  setpriority (PRIO_PROCESS, (id_t)syscall (SYS_gettid), NICE);
#endif
  g_mutex_lock (&maker->lock);
  for (;;)
    {
      while (maker->state != WANTED && !maker->stop)
        g_cond_wait (&maker->changed, &maker->lock);
      if (maker->stop)
        break;
      maker->state = MAKING;
      g_mutex_unlock (&maker->lock);
      /* As a part of a loop it runs on this thread alone, and the pool stays the stream's. */
      vanity_pool_run (vanity_pool_get_default (), make, maker, 1);
      g_mutex_lock (&maker->lock);
      g_clear_pointer (&maker->frame, vanity_image_unref);
      g_clear_pointer (&maker->look, vanity_look_unref);
      maker->state = DONE;
    }
  g_mutex_unlock (&maker->lock);
  return NULL;
}

VanityMaker *
vanity_maker_new (GError **error)
{
  VanityMaker *maker = g_new0 (VanityMaker, 1);

  g_mutex_init (&maker->lock);
  g_cond_init (&maker->changed);
  maker->cancellable = g_cancellable_new ();
  maker->thread = g_thread_try_new ("vanity-sheets", maker_main, maker, error);
  if (maker->thread == NULL)
    g_clear_pointer (&maker, vanity_maker_free);
  return maker;
}

void
vanity_maker_free (VanityMaker *maker)
{
  if (maker == NULL)
    return;
  g_cancellable_cancel (maker->cancellable);
  g_mutex_lock (&maker->lock);
  maker->stop = TRUE;
  g_cond_broadcast (&maker->changed);
  g_mutex_unlock (&maker->lock);
  if (maker->thread != NULL)
    g_thread_join (maker->thread);
  g_clear_pointer (&maker->frame, vanity_image_unref);
  g_clear_pointer (&maker->look, vanity_look_unref);
  g_clear_pointer (&maker->fitting, vanity_fitting_free);
  g_clear_pointer (&maker->sheet, vanity_sheet_free);
  g_clear_error (&maker->error);
  g_object_unref (maker->cancellable);
  g_mutex_clear (&maker->lock);
  g_cond_clear (&maker->changed);
  g_free (maker);
}

gboolean
vanity_maker_is_idle (VanityMaker *maker)
{
  g_mutex_lock (&maker->lock);
  gboolean idle = maker->state == IDLE;
  g_mutex_unlock (&maker->lock);
  return idle;
}

/* Takes `frame` over. */
static void
start (VanityMaker *maker, VanityImage *frame, const VanityFace *face, VanityLook *look, guint tag)
{
  g_mutex_lock (&maker->lock);
  maker->frame = frame;
  if (face != NULL)
    maker->face = *face;
  maker->look = vanity_look_ref (look);
  maker->tag = tag;
  maker->state = WANTED;
  g_cond_broadcast (&maker->changed);
  g_mutex_unlock (&maker->lock);
}

gboolean
vanity_maker_start (VanityMaker *maker, const VanityImage *frame, const VanityFace *face,
                    VanityLook *look, guint tag, GError **error)
{
  VanityImage *copy;

  g_return_val_if_fail (vanity_maker_is_idle (maker), FALSE);
  copy = vanity_image_copy (frame, error);
  if (copy != NULL)
    start (maker, copy, face, look, tag);
  return copy != NULL;
}

gboolean
vanity_maker_start_again (VanityMaker *maker, VanityLook *look, guint tag)
{
  g_return_val_if_fail (vanity_maker_is_idle (maker), FALSE);
  if (maker->fitting == NULL)
    return FALSE;
  start (maker, NULL, NULL, look, tag);
  return TRUE;
}

VanitySheet *
vanity_maker_take (VanityMaker *maker, guint *tag, GError **error)
{
  VanitySheet *sheet = NULL;

  g_mutex_lock (&maker->lock);
  if (maker->state == DONE)
    {
      maker->state = IDLE;
      *tag = maker->tag;
      sheet = g_steal_pointer (&maker->sheet);
      if (maker->error != NULL)
        g_propagate_error (error, g_steal_pointer (&maker->error));
    }
  g_mutex_unlock (&maker->lock);
  return sheet;
}
