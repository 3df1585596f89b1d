import { Card, makeStyles, Text, Title3, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  card: { padding: tokens.spacingHorizontalXL, gap: tokens.spacingVerticalM },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** One question of the meeting and its answer. */
export function RoomCard({ title, about, children }: RoomCardProps) {
  const styles = useStyles();
  return (
    <Card className={styles.card} role="region" aria-label={title}>
      <Title3 as="h2" style={{ margin: 0 }}>
        {title}
      </Title3>
      {about !== undefined && <Text className={styles.quiet}>{about}</Text>}
      {children}
    </Card>
  );
}

interface RoomCardProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
}
