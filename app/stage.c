#include "app/stage.h"

#include "app/dresser.h"
#include "base/job.h"

/* What the jobs work on: shared by the jobs of one stage, which take turns, and outlives the stage
 * while one of them is still on its way to a halt. */
typedef struct
{
  GMutex mutex;
  VanityImage *image;
  VanityImage *canvas; /* the image with every face made over; made when first needed */
  char *note;          /* what the looks cannot do in this photo, or NULL */
  int n_faces;
  struct
  {
    VanityDresser *dresser;
    VanityWear worn;   /* as laid on the canvas */
    VanityRect rect;   /* and where */
    GdkTexture *patch; /* and how it looks */
  } * seats;
} Atelier;

typedef struct
{
  Atelier *atelier;
  VanityOutfit *outfit;
  VanityPicture *before;
} Request;

struct _VanityStage
{
  GObject parent_instance;

  Atelier *atelier;
  VanityPicture *before;
  VanityPicture *after;
  VanityOutfit *wanted;
  VanityOutfit *running;
  VanityOutfit *shown;
  VanityJobSlot slot;
};

enum
{
  PROP_0,
  PROP_AFTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint failed_signal, noted_signal;

G_DEFINE_FINAL_TYPE (VanityStage, vanity_stage, G_TYPE_OBJECT)

static void
atelier_clear (gpointer data)
{
  Atelier *self = data;

  for (int i = 0; i < self->n_faces; i++)
    {
      vanity_dresser_free (self->seats[i].dresser);
      vanity_wear_clear (&self->seats[i].worn);
      g_clear_object (&self->seats[i].patch);
    }
  g_free (self->seats);
  g_free (self->note);
  g_clear_pointer (&self->canvas, vanity_image_unref);
  vanity_image_unref (self->image);
  g_mutex_clear (&self->mutex);
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_atomic_rc_box_release_full (request->atelier, atelier_clear);
  vanity_outfit_unref (request->outfit);
  g_object_unref (request->before);
  g_free (request);
}

static gboolean
wears (const VanityWear *one, const VanityWear *other)
{
  return vanity_wear_is_bare (one) ? vanity_wear_is_bare (other) : vanity_wear_equal (one, other);
}

static gboolean
overlap (const VanityRect *a, const VanityRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

/* Where people stand cheek to cheek, what was written for one took off some of the neighbours'
 * makeup, and their patches show some of this one's. */
static void
lay_neighbours (Atelier *self, int changed)
{
  const VanityRect *rect = &self->seats[changed].rect;

  for (int i = 0; i < self->n_faces; i++)
    {
      typeof (self->seats) seat = &self->seats[i];

      if (i == changed || vanity_wear_is_bare (&seat->worn) || !overlap (&seat->rect, rect))
        continue;
      vanity_dresser_lay (seat->dresser, &seat->worn, self->canvas, rect);
      g_clear_object (&seat->patch);
      seat->patch = vanity_texture_new_from_image (self->canvas, &seat->rect);
    }
}

/* Makes seat `i` wear what is asked. */
static gboolean
serve (Atelier *self, int i, const VanityWear *wear, GCancellable *cancellable, GError **error)
{
  typeof (self->seats) seat = &self->seats[i];

  if (self->canvas == NULL)
    {
      self->canvas = vanity_image_copy (self->image, error);
      if (self->canvas == NULL)
        return FALSE;
    }
  if (!vanity_wear_is_same (&seat->worn, wear))
    {
      /* Back to the bare face first: what comes next need not cover what the last one did. */
      if (!vanity_wear_is_bare (&seat->worn))
        {
          vanity_dresser_render_into (seat->dresser, NULL, self->canvas, &seat->rect);
          lay_neighbours (self, i);
        }
      vanity_wear_clear (&seat->worn);
      g_clear_object (&seat->patch);
      if (!vanity_dresser_put_on (seat->dresser, wear, cancellable, error))
        return FALSE;
      if (vanity_wear_is_bare (wear))
        return TRUE;
    }

  vanity_dresser_render_into (seat->dresser, wear, self->canvas, &seat->rect);
  lay_neighbours (self, i);
  vanity_wear_clear (&seat->worn);
  vanity_wear_copy (&seat->worn, wear);
  g_clear_object (&seat->patch);
  if (seat->rect.width > 0 && seat->rect.height > 0)
    seat->patch = vanity_texture_new_from_image (self->canvas, &seat->rect);

  return TRUE;
}

static gpointer
render (VanityJob *job, gpointer data, GError **error)
{
  Request *request = data;
  Atelier *atelier = request->atelier;
  int n = MIN (atelier->n_faces, request->outfit->n_faces);
  g_autofree VanityRect *rects = g_new0 (VanityRect, MAX (n, 1));
  g_autofree GdkTexture **patches = g_new0 (GdkTexture *, MAX (n, 1));
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&atelier->mutex);
  const char *note = NULL;

  for (int i = 0; i < n; i++)
    {
      const VanityWear *wear = &request->outfit->wears[i];

      if (wears (&atelier->seats[i].worn, wear))
        continue;
      if (!serve (atelier, i, wear, vanity_job_get_cancellable (job), error))
        return NULL;
    }
  for (int i = 0; i < n && note == NULL; i++)
    note = vanity_dresser_get_note (atelier->seats[i].dresser);
  g_free (atelier->note);
  atelier->note = g_strdup (note);

  for (int i = 0; i < n; i++)
    {
      rects[i] = atelier->seats[i].rect;
      patches[i] = atelier->seats[i].patch;
    }

  return vanity_picture_new_patched (request->before, rects, patches, n);
}

static void start (VanityStage *self);

static void
tell_note (VanityStage *self)
{
  g_autofree char *note = NULL;

  g_mutex_lock (&self->atelier->mutex);
  note = g_strdup (self->atelier->note);
  g_mutex_unlock (&self->atelier->mutex);
  g_signal_emit (self, noted_signal, 0, note);
}

static void
on_rendered (gpointer result, const GError *error, gpointer user_data)
{
  g_autoptr (VanityStage) self = g_object_ref (user_data);

  g_clear_pointer (&self->shown, vanity_outfit_unref);
  self->shown = g_steal_pointer (&self->running);

  if (result != NULL)
    {
      g_clear_object (&self->after);
      self->after = result;
      tell_note (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_signal_emit (self, failed_signal, 0, error);
    }

  if (self->wanted != NULL && self->wanted != self->shown)
    start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AFTER]);
}

static void
start (VanityStage *self)
{
  Request *request = g_new (Request, 1);

  request->atelier = g_atomic_rc_box_acquire (self->atelier);
  request->outfit = vanity_outfit_ref (self->wanted);
  request->before = g_object_ref (self->before);

  g_clear_pointer (&self->running, vanity_outfit_unref);
  self->running = vanity_outfit_ref (self->wanted);
  vanity_job_slot_start (&self->slot, render, request, request_free, g_object_unref, NULL,
                         on_rendered, self);
}

/* Whether one is the other, more or less of it: a step of a slider, of all makeup or of one layer.
 */
static gboolean
follows (const VanityWear *one, const VanityWear *other)
{
  return vanity_wear_is_same (one, other)
         || (one->look != NULL && other->look != NULL
             && g_strcmp0 (one->look->id, other->look->id) == 0);
}

static gboolean
same_things (const VanityOutfit *one, const VanityOutfit *other)
{
  for (int i = 0; i < MIN (one->n_faces, other->n_faces); i++)
    if (!follows (&one->wears[i], &other->wears[i]))
      return FALSE;

  return TRUE;
}

void
vanity_stage_wear (VanityStage *self, VanityOutfit *outfit)
{
  vanity_outfit_ref (outfit);
  g_clear_pointer (&self->wanted, vanity_outfit_unref);
  self->wanted = outfit;

  /* A step of the slider lets the one before be seen, else a steady drag would never show anything;
   * another look does not wait for the one nobody wants any more. */
  if (vanity_job_slot_is_busy (&self->slot) && same_things (self->running, outfit))
    return;
  start (self);
}

VanityPicture *
vanity_stage_get_before (VanityStage *self)
{
  return self->before;
}

VanityPicture *
vanity_stage_get_after (VanityStage *self)
{
  return self->after;
}

gboolean
vanity_stage_is_current (VanityStage *self)
{
  return self->wanted == self->shown;
}

VanityStage *
vanity_stage_new (VanityImage *image, VanityPicture *before, GPtrArray *faces, double scale,
                  VanityChanges *changes)
{
  VanityStage *self = g_object_new (VANITY_TYPE_STAGE, NULL);
  Atelier *atelier = g_atomic_rc_box_new0 (Atelier);

  g_mutex_init (&atelier->mutex);
  atelier->image = vanity_image_ref (image);
  atelier->n_faces = faces->len;
  atelier->seats = g_malloc0_n (MAX (faces->len, 1), sizeof *atelier->seats);
  for (guint i = 0; i < faces->len; i++)
    {
      g_autoptr (VanityFace) face = vanity_face_copy (g_ptr_array_index (faces, i));

      vanity_face_scale (face, scale);
      atelier->seats[i].dresser = vanity_dresser_new (image, face, changes, (int)i);
      atelier->seats[i].worn = VANITY_WEAR_INIT;
    }

  self->atelier = atelier;
  self->before = g_object_ref (before);
  self->after = g_object_ref (before);

  return self;
}

static void
vanity_stage_dispose (GObject *object)
{
  VanityStage *self = VANITY_STAGE (object);

  vanity_job_slot_clear (&self->slot);
  g_clear_pointer (&self->wanted, vanity_outfit_unref);
  g_clear_pointer (&self->running, vanity_outfit_unref);
  g_clear_pointer (&self->shown, vanity_outfit_unref);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  if (self->atelier != NULL)
    g_atomic_rc_box_release_full (g_steal_pointer (&self->atelier), atelier_clear);

  G_OBJECT_CLASS (vanity_stage_parent_class)->dispose (object);
}

static void
vanity_stage_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_AFTER:
      g_value_set_object (value, VANITY_STAGE (object)->after);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_stage_class_init (VanityStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vanity_stage_dispose;
  object_class->get_property = vanity_stage_get_property;

  properties[PROP_AFTER]
      = g_param_spec_object ("after", NULL, NULL, VANITY_TYPE_PICTURE,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  noted_signal = g_signal_new ("noted", VANITY_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  failed_signal = g_signal_new ("failed", VANITY_TYPE_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
vanity_stage_init (VanityStage *self)
{
}
