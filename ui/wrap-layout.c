#include "ui/wrap-layout.h"

#define SPACING 6

struct _VanityWrapLayout
{
  GtkLayoutManager parent_instance;

  gboolean centered;
};

enum
{
  PROP_0,
  PROP_CENTERED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityWrapLayout, vanity_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
vanity_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_width (GtkWidget *child, int most)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return CLAMP (natural, minimum, MAX (most, minimum));
}

static int
measure_height (GtkWidget *child, int width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);

  return natural;
}

/* Goes through the lines, and puts the children there where they are to be placed. Gives the height
 * of all of them. */
static int
flow (VanityWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *first = child;
      int x = 0, height = 0;

      for (; child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          int w;

          if (!gtk_widget_should_layout (child))
            continue;
          w = measure_width (child, width);
          if (x > 0 && x + w > width)
            break;
          x += w + SPACING;
          height = MAX (height, measure_height (child, w));
        }

      x = self->centered ? MAX (width - (x - SPACING), 0) / 2 : 0;
      for (GtkWidget *one = first; place && one != child; one = gtk_widget_get_next_sibling (one))
        {
          int w;

          if (!gtk_widget_should_layout (one))
            continue;
          w = measure_width (one, width);
          gtk_widget_size_allocate (one, &(GtkAllocation){ rtl ? width - x - w : x, y, w, height },
                                    -1);
          x += w + SPACING;
        }
      if (height > 0)
        y += height + SPACING;
    }

  return MAX (y - SPACING, 0);
}

static void
vanity_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget,
                            GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  int widest = 0, all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int least, wanted;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
        widest = MAX (widest, least);
        all += wanted + SPACING;
      }
  all = MAX (all - SPACING, widest);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = all;
    }
  else
    {
      *minimum = *natural = flow (VANITY_WRAP_LAYOUT (manager), widget,
                                  for_size >= 0 ? MAX (for_size, widest) : all, FALSE);
    }
}

static void
vanity_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                             int baseline)
{
  flow (VANITY_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
vanity_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VanityWrapLayout *self = VANITY_WRAP_LAYOUT (object);

  switch (id)
    {
    case PROP_CENTERED:
      self->centered = g_value_get_boolean (value);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_wrap_layout_class_init (VanityWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->set_property = vanity_wrap_layout_set_property;
  properties[PROP_CENTERED] = g_param_spec_boolean ("centered", NULL, NULL, FALSE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  layout_class->get_request_mode = vanity_wrap_layout_get_request_mode;
  layout_class->measure = vanity_wrap_layout_measure;
  layout_class->allocate = vanity_wrap_layout_allocate;
}

static void
vanity_wrap_layout_init (VanityWrapLayout *self)
{
}

GtkLayoutManager *
vanity_wrap_layout_new (void)
{
  return g_object_new (VANITY_TYPE_WRAP_LAYOUT, NULL);
}
