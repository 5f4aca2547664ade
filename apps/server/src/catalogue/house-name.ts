/** What the house calls itself. */
export const HOUSE_NAME = 'Rostrum';
